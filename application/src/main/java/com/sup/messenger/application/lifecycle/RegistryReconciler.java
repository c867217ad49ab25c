package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.port.ConnectionRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reconciles the connection registry with the open connections, by comparing them.
///
/// Each open connection has an entry. An entry without a connection is left by an instance that
/// died, or by a disconnect that found a dependency away. An instance that finds the entry
/// disconnects it. [RegistrySweep] does so for dead instances.
///
/// A connection without an entry enters again, with its traces. For its own entries and
/// connections, an instance waits until two reviews agree.
public final class RegistryReconciler {

  private final OpenConnections open;
  private final ConnectionRegistry registry;
  private final Traces traces;
  private Set<String> absentees = Set.of();
  private Set<String> orphans = Set.of();
  private Set<String> forgotten = Set.of();

  /// The connections that have to enter again, by their ids.
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  public RegistryReconciler(OpenConnections open, ConnectionRegistry registry, Traces traces) {
    this.open = open;
    this.registry = registry;
    this.traces = traces;
  }

  /// Adds a connection to the open ones and to the registry.
  void enter(Connection connection) {
    open.add(connection);
    registry.enter(open.entry(connection));
  }

  /// Compares the registry with the open connections. Is called every few seconds.
  public void review() {
    Map<String, ConnectionRegistry.Entry> known =
        registry.on(open.instance()).stream()
            .collect(
                Collectors.toMap(
                    ConnectionRegistry.Entry::connectionId, Function.identity(), (a, _) -> a));
    open.all().stream()
        .filter(connection -> hasUpgraded(connection, known))
        .forEach(connection -> registry.reenter(open.entry(connection)));
    // Twice each: a connection that begins or ends right now enters or leaves by itself, or
    // continues on another instance.
    Set<String> absent = difference(open.ids(), known.keySet());
    absent.stream().filter(absentees::contains).forEach(missed::add);
    absentees = absent;
    missed.forEach(this::reenter);
    Set<String> orphaned = difference(known.keySet(), open.ids());
    orphaned.stream().filter(orphans::contains).map(known::get).forEach(this::exit);
    orphans = orphaned;
  }

  /// Compares the entries of users with the open connections, as a part of a cluster may have lost
  /// only those. Is called every half minute.
  public void recount() {
    List<ConnectionRegistry.Entry> entries = open.all().stream().map(open::entry).toList();
    Set<String> missing =
        registry.missing(entries).stream()
            .map(ConnectionRegistry.Entry::connectionId)
            .collect(Collectors.toSet());
    missing.stream().filter(forgotten::contains).forEach(missed::add);
    forgotten = missing;
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> difference = new HashSet<>(all);
    difference.removeAll(without);
    return difference;
  }

  private static boolean hasUpgraded(
      Connection connection, Map<String, ConnectionRegistry.Entry> known) {
    ConnectionRegistry.Entry entry = known.get(connection.id());
    return entry != null && !entry.transport().equals(connection.transport());
  }

  private void reenter(String id) {
    Optional<Connection> found = open.find(id);
    found.filter(connection -> registry.reenter(open.entry(connection))).ifPresent(traces::renew);
    if (found.isEmpty() || found.equals(open.find(id))) {
      missed.remove(id);
    } else {
      exit(open.entry(found.get()));
    }
  }

  /// Withdraws the traces of a connection that is gone, then its entry.
  void exit(ConnectionRegistry.Entry gone) {
    Withdrawal withdrawal = withdrawalOf(gone);
    withdrawal.begin();
    withdrawal.end(false);
    // Last: while the entry exists, another attempt follows.
    leave(gone);
  }

  /// Returns the withdrawal of the traces of a connection that is gone.
  Withdrawal withdrawalOf(ConnectionRegistry.Entry gone) {
    return new Withdrawal(gone, open, registry, traces, missed::add);
  }

  /// Removes the entry of a connection that is gone, unless its session continues here.
  void leave(ConnectionRegistry.Entry gone) {
    if (!open.has(gone)) {
      registry.exit(gone);
    }
  }
}
