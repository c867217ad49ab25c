package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.session.SnapshotKeeper;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Ends a connection. Keeps a snapshot of it for its client.
public final class Exits {

  private final OpenConnections open;
  private final Fanout fanout;
  private final RegistryReconciler reconciler;
  private final SnapshotKeeper keeper;
  private final Typing typing;
  private final CallLegs callLegs;
  private final Figures figures;
  private final InstantSource clock;

  public Exits(
      OpenConnections open,
      Fanout fanout,
      RegistryReconciler reconciler,
      SnapshotKeeper keeper,
      Typing typing,
      CallLegs callLegs,
      Figures figures,
      InstantSource clock) {
    this.open = open;
    this.fanout = fanout;
    this.reconciler = reconciler;
    this.keeper = keeper;
    this.typing = typing;
    this.callLegs = callLegs;
    this.figures = figures;
    this.clock = clock;
  }

  /// Closes a connection, as another instance is to take its session over. Its traces stay.
  ///
  /// @throws IllegalStateException if the connection is not open
  public void handOver(Connection connection) {
    connection.state().handOver();
    open.remove(connection);
    end(connection, true, () -> callLegs.callOf(open.entry(connection)));
  }

  /// Closes a connection. One that never arrived leaves nothing.
  ///
  /// @param recoverable true if its client may come back to the session
  public void disconnect(Connection connection, boolean recoverable) {
    if (!connection.state().close()) {
      return;
    }
    // The session of a connection that was overtaken is another one's by now.
    boolean kept = open.remove(connection) && recoverable;
    ConnectionRegistry.Entry gone = open.entry(connection);
    Withdrawal withdrawal = reconciler.withdrawalOf(gone);
    withdrawal.end(end(connection, kept, () -> withdraw(connection, withdrawal)));
    // Last: while the entry exists, another attempt follows, and a claim of the session waits.
    reconciler.leave(gone);
  }

  private Optional<CallId> withdraw(Connection connection, Withdrawal withdrawal) {
    Future<?> stopping = Concurrently.run(() -> typing.leaveAll(connection));
    return Concurrently.with(List.of(stopping), withdrawal::begin);
  }

  /// Ends the subscriptions of a connection, and keeps its snapshot if it is to be kept.
  ///
  /// @param call does the rest of the work, and returns the call of the device; if it fails, the
  ///     snapshot is kept without the call
  /// @return true if the snapshot was kept, and nobody had claimed the session
  private boolean end(Connection connection, boolean kept, Supplier<Optional<CallId>> call) {
    figures.disconnected();
    Map<ChatId, Position> positions = fanout.leaveAll(connection);
    Optional<CallId> found = Optional.empty();
    boolean stored = false;
    try {
      found = call.get();
    } finally {
      if (kept) {
        CallId id = found.orElse(null);
        stored =
            keeper.keep(
                connection.recoveryKey(),
                connection.state().snapshot(connection, positions, id, clock.instant()));
      }
    }
    return stored;
  }
}
