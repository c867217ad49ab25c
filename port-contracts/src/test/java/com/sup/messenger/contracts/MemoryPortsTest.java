package com.sup.messenger.contracts;

import com.sup.messenger.application.memory.MemoryInstances;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.memory.MemorySessionStore;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.call.CallStoreContract;
import com.sup.messenger.contracts.chat.ChatDirectoryContract;
import com.sup.messenger.contracts.chat.ChatProfilesContract;
import com.sup.messenger.contracts.chat.ChatRevisionsContract;
import com.sup.messenger.contracts.chat.FormerChatsContract;
import com.sup.messenger.contracts.chat.ReactionStoreContract;
import com.sup.messenger.contracts.chat.ReceiptStoreContract;
import com.sup.messenger.contracts.message.MessageLogContract;
import com.sup.messenger.contracts.message.MessageReplacementContract;
import com.sup.messenger.contracts.message.UnreadContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class MemoryPortsTest {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));

  @Nested
  class Log extends MessageLogContract {
    @Override
    protected MessageLog log() {
      return ports.messageLog();
    }

    @Override
    protected MessageLog ofAnotherInstance() {
      return ports.messageLog();
    }

    @Override
    protected EventBus busOfAnotherInstance() {
      return ports.eventBus();
    }

    @Override
    protected Optional<MessageLog> retaining(int messages) {
      return Optional.of(
          new MemoryMessageLog(
              ports.chatDirectory(),
              new ChatRevisions(ports.eventBus()),
              messages,
              Long.MAX_VALUE));
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }

    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }
  }

  @Nested
  class Replacing extends MessageReplacementContract {
    @Override
    protected MessageLog log() {
      return ports.messageLog();
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }

    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }
  }

  @Nested
  class Leaving extends FormerChatsContract {
    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }
  }

  @Nested
  class Counting extends UnreadContract {
    @Override
    protected MessageLog log() {
      return ports.messageLog();
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }

    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }
  }

  @Nested
  class Revising extends ChatRevisionsContract {
    @Override
    protected MessageLog log() {
      return ports.messageLog();
    }

    @Override
    protected ReactionStore reactions() {
      return ports.reactionStore();
    }

    @Override
    protected ReceiptStore receipts() {
      return ports.receiptStore();
    }

    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }

    @Override
    protected ChatProfiles profiles() {
      return ports.chatProfiles();
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }
  }

  @Nested
  class Bus extends EventBusContract {
    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }

    @Override
    protected EventBus ofAnotherInstance() {
      return ports.eventBus();
    }
  }

  @Nested
  class Directory extends ChatDirectoryContract {
    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
    }
  }

  @Nested
  class Profiles extends ChatProfilesContract {
    @Override
    protected ChatProfiles profiles() {
      return ports.chatProfiles();
    }
  }

  @Nested
  class Revoking extends RevocationsContract {
    @Override
    protected Revocations revocations() {
      return ports.revocations();
    }
  }

  @Nested
  class Looking extends ViewersContract {
    @Override
    protected Viewers viewers() {
      return ports.viewers();
    }
  }

  @Nested
  class Reading extends ReceiptStoreContract {
    @Override
    protected ReceiptStore receiptStore() {
      return ports.receiptStore();
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }
  }

  @Nested
  class Keeping extends SessionStoreContract {
    private Instant now = Samples.NOW;
    private final SessionStore store = new MemorySessionStore(() -> now, 10);

    @Override
    protected SessionStore store() {
      return store;
    }

    @Override
    protected SessionStore ofAnotherInstance() {
      return store;
    }

    @Override
    protected void letClaimEnd(String key) {
      now = now.plus(SessionStore.PENDING);
    }
  }

  @Nested
  class Board extends PresenceStoreContract {
    @Override
    protected PresenceStore board() {
      return ports.presenceStore();
    }

    @Override
    protected PresenceStore ofAnotherInstance() {
      return ports.presenceStore();
    }
  }

  @Nested
  class Limiting extends RateLimiterContract {
    @Override
    protected RateLimiter limiter() {
      return ports.rateLimiter();
    }
  }

  @Nested
  class Reacting extends ReactionStoreContract {
    @Override
    protected ReactionStore book() {
      return ports.reactionStore();
    }

    @Override
    protected EventBus bus() {
      return ports.eventBus();
    }
  }

  @Nested
  class Notifying extends NotificationStoreContract {
    @Override
    protected NotificationStore box() {
      return ports.notificationStore();
    }
  }

  @Nested
  class Pushing extends PushOutboxContract {
    @Override
    protected PushOutbox outbox() {
      return ports.pushOutbox();
    }

    @Override
    protected List<PushOutbox.Entry> entries() {
      return ((MemoryPushOutbox) ports.pushOutbox()).entries();
    }
  }

  @Nested
  class Calling extends CallStoreContract {
    @Override
    protected CallStore book() {
      return ports.callStore();
    }
  }

  @Nested
  class Rostering extends ConnectionRegistryContract {
    @Override
    protected ConnectionRegistry connectionRegistry() {
      return ports.connectionRegistry();
    }

    @Override
    protected ConnectionRegistry ofAnotherInstance() {
      return ports.connectionRegistry();
    }
  }

  @Nested
  class Leasing extends InstancesContract {
    private Instant now = Samples.NOW;
    private final Instances instances = new MemoryInstances(() -> now);

    @Override
    protected Instances instances() {
      return instances;
    }

    @Override
    protected Instances ofAnotherInstance() {
      return instances;
    }

    @Override
    protected void letLeasesEnd() {
      now = now.plus(Instances.LEASE).plusMillis(1);
    }
  }

  @Nested
  class Reminding extends DurableTimersContract {
    @Override
    protected DurableTimers durableTimers() {
      return ports.durableTimers();
    }

    @Override
    protected DurableTimers ofAnotherInstance() {
      return ports.durableTimers();
    }
  }

  @Nested
  class Preferences extends PreferenceStoreContract {
    @Override
    protected PreferenceStore preferences() {
      return ports.preferenceStore();
    }
  }
}
