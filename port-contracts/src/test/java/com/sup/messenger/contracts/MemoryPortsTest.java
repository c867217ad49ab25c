package com.sup.messenger.contracts;

import com.sup.messenger.application.memory.MemoryInstances;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.memory.MemorySessionStore;
import com.sup.messenger.application.port.CallBook;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.NotificationBox;
import com.sup.messenger.application.port.PresenceBoard;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.ReactionBook;
import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.application.port.Reminders;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.Ports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    protected EventBus bus() {
      return ports.eventBus();
    }

    @Override
    protected ChatDirectory directory() {
      return ports.chatDirectory();
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
  class Reading extends ReceiptsContract {
    @Override
    protected Receipts receipts() {
      return ports.receipts();
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
  class Board extends PresenceBoardContract {
    @Override
    protected PresenceBoard board() {
      return ports.presenceBoard();
    }

    @Override
    protected PresenceBoard ofAnotherInstance() {
      return ports.presenceBoard();
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
  class Reacting extends ReactionBookContract {
    @Override
    protected ReactionBook book() {
      return ports.reactionBook();
    }
  }

  @Nested
  class Notifying extends NotificationBoxContract {
    @Override
    protected NotificationBox box() {
      return ports.notificationBox();
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
  class Calling extends CallBookContract {
    @Override
    protected CallBook book() {
      return ports.callBook();
    }
  }

  @Nested
  class Rostering extends RosterContract {
    @Override
    protected Roster roster() {
      return ports.roster();
    }

    @Override
    protected Roster ofAnotherInstance() {
      return ports.roster();
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
  class Reminding extends RemindersContract {
    @Override
    protected Reminders reminders() {
      return ports.reminders();
    }

    @Override
    protected Reminders ofAnotherInstance() {
      return ports.reminders();
    }
  }
}
