package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers.Reminder.PresenceLapse;
import com.sup.messenger.domain.CallId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The withdrawal of the traces of one connection that is gone. Its entry goes after it: while that
/// exists, another attempt follows.
///
/// Nothing is withdrawn if the session continues, here or on another instance. That is known first,
/// and asked again at the end, as the session may be continued meanwhile.
final class Withdrawal {

  private final ConnectionRegistry.Entry gone;
  private final OpenConnections open;
  private final ConnectionRegistry registry;
  private final Traces traces;
  private final Consumer<String> onReturn;
  private @Nullable Future<?> lapsing;

  /// @param onReturn is called with the id of the connection if it has returned here meanwhile, so
  ///     that it has to leave its traces again
  Withdrawal(
      ConnectionRegistry.Entry gone,
      OpenConnections open,
      ConnectionRegistry registry,
      Traces traces,
      Consumer<String> onReturn) {
    this.gone = gone;
    this.open = open;
    this.registry = registry;
    this.traces = traces;
    this.onReturn = onReturn;
  }

  /// Withdraws the traces. The session may be kept afterwards, and not before: its next connection
  /// leaves the same traces again.
  ///
  /// @return the call that waits for the return of the connection
  Optional<CallId> begin() {
    if (open.has(gone)) {
      return Optional.empty();
    }
    // Reading changes nothing, so it need not wait.
    Future<Traces.Left> left = Concurrently.begin(() -> traces.find(gone));
    if (Concurrently.with(List.of(left), this::elsewhere).isPresent()) {
      return Optional.empty();
    }
    Optional<PresenceLapse> lapse = traces.withdraw(gone, left.resultNow());
    // Beside the keeping of the session, which does not depend on it.
    lapsing = Concurrently.run(() -> lapse.ifPresent(traces::lapseLater));
    return left.resultNow().call();
  }

  /// Waits for the rest. If the session has been continued meanwhile, its connection leaves its
  /// traces again.
  ///
  /// @param kept true if the session was kept: then nobody had claimed it
  void end(boolean kept) {
    if (lapsing == null) {
      return;
    }
    Concurrently.join(lapsing);
    if (!kept) {
      // It is found missing there, enters again and leaves its traces again.
      elsewhere().ifPresent(registry::exit);
    }
    if (open.has(gone)) {
      onReturn.accept(gone.connectionId());
    }
  }

  private Optional<ConnectionRegistry.Entry> elsewhere() {
    return registry.of(gone.user()).stream()
        .filter(entry -> entry.connectionId().equals(gone.connectionId()))
        .filter(entry -> !entry.instance().equals(gone.instance()))
        .findAny();
  }
}
