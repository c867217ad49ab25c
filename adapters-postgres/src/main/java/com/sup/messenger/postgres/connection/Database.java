package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The calls of every port to PostgreSQL.
///
/// Each call ends within [#LONGEST], and within the [Deadline] of its work. It throws
/// [UnavailableException] if PostgreSQL does not answer, or if too many calls wait for a
/// connection. While PostgreSQL is known to be away, calls are unavailable at once. The pool may
/// take 0.25 s to give a connection, so the work has that much less.
public final class Database implements AutoCloseable {

  /// The longest time of a call.
  public static final Duration LONGEST = Duration.ofMillis(1_700);

  /// Work on a connection.
  @FunctionalInterface
  public interface Work<T> {
    T on(Statements statements) throws SQLException;
  }

  private final HikariDataSource pool;
  private final InstantSource clock;
  private final OutsideCalls calls;
  private final WaitingCalls waiting;
  private final Pulse pulse = new Pulse(this::isAnswered);

  /// @param pool a pool whose connections have automatic commits
  /// @param clock the clock of deadlines
  /// @param calls is told of each call
  public Database(HikariDataSource pool, InstantSource clock, OutsideCalls calls) {
    this.pool = pool;
    this.clock = clock;
    this.calls = calls;
    this.waiting = new WaitingCalls(pool.getMaximumPoolSize());
    pulse.start();
  }

  /// Returns true if PostgreSQL answers, as far as is known. It is asked each second.
  public boolean answers() {
    return !pulse.isAway();
  }

  private boolean isAnswered() {
    try {
      return asked(statements -> statements.any("SELECT 1"), true);
    } catch (RuntimeException _) {
      // The port whose call fails next has it logged.
      return false;
    }
  }

  /// Reads, or changes something with a single statement. Each statement sees what is committed
  /// when it begins.
  ///
  /// @throws UnavailableException if PostgreSQL does not answer
  /// @throws IllegalStateException if it refuses a statement, which is a fault of the service
  public <T> T read(Work<T> work) {
    return call(statements -> work.on(statements), true);
  }

  /// Writes in one transaction. It is undone if the work throws.
  ///
  /// @throws UnavailableException if PostgreSQL does not answer. The work may be done
  /// @throws IllegalStateException if it refuses a statement, which is a fault of the service
  public <T> T write(Work<T> work) {
    return change(statements -> Made.quietly(work.on(statements))).result();
  }

  /// Makes a change in one transaction. It is undone if the work throws, or has changed nothing.
  <T> Made<T> change(Work<Made<T>> work) {
    return call(statements -> transaction(statements, work), false);
  }

  private static <T> Made<T> transaction(Statements statements, Work<Made<T>> work)
      throws SQLException {
    boolean done = false;
    try {
      Made<T> made = work.on(statements);
      if (made.kept()) {
        statements.commit();
        done = true;
      }
      return made;
    } finally {
      if (!done) {
        statements.rollback();
      }
    }
  }

  private <T> T call(Work<T> work, boolean autoCommit) {
    if (pulse.isAway()) {
      throw new UnavailableException("PostgreSQL is away");
    }
    return asked(work, autoCommit);
  }

  private <T> T asked(Work<T> work, boolean autoCommit) {
    long start = System.nanoTime();
    boolean answered = false;
    try {
      T result = Deadline.within(LONGEST, clock, () -> inTurn(() -> connected(work, autoCommit)));
      answered = true;
      return result;
    } finally {
      calls.over(Duration.ofNanos(System.nanoTime() - start), answered);
    }
  }

  private <T> T inTurn(Supplier<T> call) {
    return Deadline.leaving(Pools.TO_CHECK, () -> waiting.inTurn(call));
  }

  private <T> T connected(Work<T> work, boolean autoCommit) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(autoCommit);
      return work.on(new Statements(connection));
    } catch (SQLException e) {
      if (Refusals.isOutage(e)) {
        pulse.missed();
      }
      throw Refusals.of(e);
    }
  }

  @Override
  public void close() {
    pulse.close();
    pool.close();
  }
}
