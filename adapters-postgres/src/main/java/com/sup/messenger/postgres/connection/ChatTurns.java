package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.domain.ChatId;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The changes of chats: stored, then published.
///
/// The changes of a chat are made one at a time, over all instances: the transaction holds the
/// chat's row. Within this instance, the next one begins when this one is published, so listeners
/// hear of them in the order of the revisions. Waiting here instead of at the row, a busy chat
/// takes one connection of the pool, and leaves the others to other chats.
public final class ChatTurns {

  private static final int TURNS = 1_024;

  /// The most changes at a time, over all chats. Further ones are unavailable at once.
  private static final int MAX_CHANGES = 4_000;

  private static final String RAISE =
      """
      INSERT INTO chat (id, rev) VALUES (?, 1)
      ON CONFLICT (id) DO UPDATE SET rev = chat.rev + 1
      RETURNING rev
      """;

  private final Database database;
  private final EventBus bus;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(MAX_CHANGES);

  /// A chat's turn is that of the hash of its id.
  private final ReentrantLock[] turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toArray(ReentrantLock[]::new);

  /// @param bus the bus on which changes are published
  /// @param clock the clock of deadlines
  public ChatTurns(Database database, EventBus bus, InstantSource clock) {
    this.database = database;
    this.bus = bus;
    this.clock = clock;
  }

  /// Returns the database of the chats.
  public Database database() {
    return database;
  }

  /// Makes a change, and publishes its signal on the topic of the chat.
  ///
  /// @param cause the connection that gets the acknowledgement instead of the event
  /// @throws UnavailableException if the change was not made or not published, as far as is known
  public <T> T make(ChatId chat, Envelope.@Nullable Origin cause, Database.Work<Made<T>> work) {
    if (!room.tryAcquire()) {
      throw new UnavailableException("Too many changes of chats wait");
    }
    try {
      return Deadline.within(Database.LONGEST, clock, () -> inTurn(chat, cause, work));
    } finally {
      room.release();
    }
  }

  private <T> T inTurn(ChatId chat, Envelope.@Nullable Origin cause, Database.Work<Made<T>> work) {
    ReentrantLock turn = turns[Math.floorMod(chat.hashCode(), TURNS)];
    await(turn);
    try {
      Made<T> made = database.change(work);
      if (made.signal() != null) {
        bus.publish(new Envelope(new Topic.Chat(chat), made.signal(), cause, made.rev()));
      }
      return made.result();
    } finally {
      turn.unlock();
    }
  }

  private static void await(ReentrantLock turn) {
    try {
      if (turn.tryLock(Deadline.left(Database.LONGEST).toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new UnavailableException("Earlier changes of the chat take too long");
  }

  /// Raises the revision of a chat by one, and holds the chat's row until the end of the
  /// transaction. Makes the row if there is none.
  ///
  /// @return the new revision
  public static long raise(Statements statements, ChatId chat) throws SQLException {
    return statements.first(RAISE, row -> row.number("rev"), chat.value()).orElseThrow();
  }

  /// Takes back [#raise] in the same transaction, since nothing has changed that is counted.
  public static void lower(Statements statements, ChatId chat) throws SQLException {
    statements.update("UPDATE chat SET rev = rev - 1 WHERE id = ?", chat.value());
  }
}
