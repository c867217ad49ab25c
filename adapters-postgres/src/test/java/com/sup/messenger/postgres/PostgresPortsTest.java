package com.sup.messenger.postgres;

import static com.sup.messenger.postgres.PostgresServer.BUS;
import static com.sup.messenger.postgres.PostgresServer.HERE;
import static com.sup.messenger.postgres.PostgresServer.THERE;

import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.chat.ChatDirectoryContract;
import com.sup.messenger.contracts.chat.ChatProfilesContract;
import com.sup.messenger.contracts.chat.ChatRevisionsContract;
import com.sup.messenger.contracts.chat.FormerChatsContract;
import com.sup.messenger.contracts.chat.ReactionStoreContract;
import com.sup.messenger.contracts.chat.ReceiptStoreContract;
import com.sup.messenger.contracts.message.MessageLogContract;
import com.sup.messenger.contracts.message.MessageReplacementContract;
import com.sup.messenger.contracts.message.UnreadContract;
import com.sup.messenger.postgres.chat.PostgresChatDirectory;
import com.sup.messenger.postgres.chat.PostgresChatProfiles;
import com.sup.messenger.postgres.chat.PostgresReactionStore;
import com.sup.messenger.postgres.chat.PostgresReceiptStore;
import com.sup.messenger.postgres.message.PostgresMessageLog;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/// The contract of every port of this module, with the pools of two instances on one server.
@EnabledIf("com.sup.messenger.postgres.PostgresProcess#isInstalled")
class PostgresPortsTest {

  private static final int KEPT = 10_000;

  private static Optional<AutoCloseable> outage() {
    PostgresServer.PROCESS.pause();
    return Optional.of(PostgresServer.PROCESS::resume);
  }

  private static MessageLog messageLog() {
    return new PostgresMessageLog(HERE, KEPT);
  }

  @Nested
  class Log extends MessageLogContract {
    @Override
    protected MessageLog log() {
      return messageLog();
    }

    @Override
    protected MessageLog ofAnotherInstance() {
      return new PostgresMessageLog(THERE, KEPT);
    }

    @Override
    protected EventBus busOfAnotherInstance() {
      return BUS;
    }

    @Override
    protected Optional<MessageLog> retaining(int messages) {
      return Optional.of(new PostgresMessageLog(HERE, messages));
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return outage();
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }

    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }
  }

  @Nested
  @Tag("full")
  class Replacing extends MessageReplacementContract {
    @Override
    protected MessageLog log() {
      return messageLog();
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }

    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }
  }

  @Nested
  @Tag("full")
  class Counting extends UnreadContract {
    @Override
    protected MessageLog log() {
      return messageLog();
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }

    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }
  }

  @Nested
  @Tag("full")
  class Revising extends ChatRevisionsContract {
    @Override
    protected MessageLog log() {
      return messageLog();
    }

    @Override
    protected ReactionStore reactions() {
      return new PostgresReactionStore(HERE);
    }

    @Override
    protected ReceiptStore receipts() {
      return new PostgresReceiptStore(HERE, Clock.systemUTC());
    }

    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }

    @Override
    protected ChatProfiles profiles() {
      return new PostgresChatProfiles(HERE);
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }
  }

  @Nested
  @Tag("full")
  class Directory extends ChatDirectoryContract {
    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return outage();
    }
  }

  @Nested
  @Tag("full")
  class Leaving extends FormerChatsContract {
    @Override
    protected ChatDirectory directory() {
      return new PostgresChatDirectory(HERE);
    }
  }

  @Nested
  @Tag("full")
  class Profiles extends ChatProfilesContract {
    @Override
    protected ChatProfiles profiles() {
      return new PostgresChatProfiles(HERE);
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return outage();
    }
  }

  @Nested
  @Tag("full")
  class Reading extends ReceiptStoreContract {
    @Override
    protected ReceiptStore receiptStore() {
      return new PostgresReceiptStore(HERE, Clock.systemUTC());
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return outage();
    }
  }

  @Nested
  @Tag("full")
  class Reacting extends ReactionStoreContract {
    @Override
    protected ReactionStore book() {
      return new PostgresReactionStore(HERE);
    }

    @Override
    protected EventBus bus() {
      return BUS;
    }

    @Override
    protected Optional<AutoCloseable> makeUnavailable() {
      return outage();
    }
  }
}
