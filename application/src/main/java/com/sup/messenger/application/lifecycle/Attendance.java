package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.CallId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Keeps what all instances know of connections true to the connections that are open.
///
/// The roster has an entry for each of them. An entry without a connection, left by a disconnect
/// that found a dependency away or by an instance that died, is disconnected by whoever finds it;
/// a connection without an entry enters again, with all that it leaves with others. For its own, an
/// instance waits until two reviews have found it so.
public final class Attendance {

  /// How many entries of a dead instance are worked on at a time.
  private static final int PARALLEL = 8;

  private final Roster roster;
  private final Instances instances;
  private final String self;
  private final Traces traces;
  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private Set<String> absentees = Set.of();
  private Set<String> orphans = Set.of();
  private Set<String> forgotten = Set.of();

  /// Who is to enter again, until that has come about.
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  /// @param self the id of this instance
  public Attendance(Ports ports, String self, Traces traces) {
    this.roster = ports.roster();
    this.instances = ports.instances();
    this.self = self;
    this.traces = traces;
  }

  /// A connection is open from now on.
  void enter(Connection connection) {
    open.put(connection.id(), connection);
    roster.enter(entry(connection));
  }

  /// A connection is no longer open; false where that has been said before.
  boolean close(Connection connection) {
    return open.remove(connection.id(), connection);
  }

  /// What the roster says of a connection.
  public Roster.Entry entry(Connection connection) {
    Actor actor = connection.actor();
    return new Roster.Entry(
        connection.id(),
        self,
        actor.user(),
        actor.device(),
        connection.transport(),
        connection.connectedAt(),
        connection.address());
  }

  /// Compares the roster with what is open here; to be called every few seconds.
  public void review() {
    Map<String, Roster.Entry> known =
        roster.on(self).stream()
            .collect(
                Collectors.toMap(Roster.Entry::connectionId, Function.identity(), (a, _) -> a));
    open.values().stream()
        .filter(connection -> hasUpgraded(connection, known))
        .forEach(connection -> roster.reenter(entry(connection)));
    // Twice each: what enters or ends right now does so by itself, and may go on elsewhere.
    Set<String> absent = difference(open.keySet(), known.keySet());
    absent.stream().filter(absentees::contains).forEach(missed::add);
    absentees = absent;
    missed.forEach(this::reenter);
    Set<String> orphaned = difference(known.keySet(), open.keySet());
    orphaned.stream().filter(orphans::contains).map(known::get).forEach(this::exit);
    orphans = orphaned;
  }

  /// Compares what is known of users with who is open here: a part of a cluster may have forgotten
  /// that alone. To be called every half minute.
  public void recount() {
    List<Roster.Entry> entries = open.values().stream().map(this::entry).toList();
    Set<String> missing =
        roster.missing(entries).stream()
            .map(Roster.Entry::connectionId)
            .collect(Collectors.toSet());
    missing.stream().filter(forgotten::contains).forEach(missed::add);
    forgotten = missing;
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> difference = new HashSet<>(all);
    difference.removeAll(without);
    return difference;
  }

  private static boolean hasUpgraded(Connection connection, Map<String, Roster.Entry> known) {
    Roster.Entry entry = known.get(connection.id());
    return entry != null && !entry.transport().equals(connection.transport());
  }

  private void reenter(String id) {
    Connection connection = open.get(id);
    if (connection != null && roster.reenter(entry(connection))) {
      traces.renew(connection);
    }
    if (connection == null || connection.equals(open.get(id))) {
      missed.remove(id);
    } else {
      exit(entry(connection));
    }
  }

  private void exit(Roster.Entry gone) {
    withdraw(gone);
    // At last: while it is there, somebody will try again.
    leave(gone);
  }

  /// Takes back what a connection that is gone has left with others; the call that waits for its
  /// return. Does nothing where its session goes on, here or at another instance.
  Optional<CallId> withdraw(Roster.Entry gone) {
    if (isOpen(gone) || elsewhere(gone).isPresent()) {
      return Optional.empty();
    }
    Optional<CallId> call = traces.withdraw(gone);
    // Has it gone on meanwhile, it is missed, enters again and so leaves its traces again.
    elsewhere(gone).ifPresent(roster::exit);
    if (isOpen(gone)) {
      missed.add(gone.connectionId());
    }
    return call;
  }

  /// Takes out the entry of a connection that is gone, unless its session goes on here.
  void leave(Roster.Entry gone) {
    if (!isOpen(gone)) {
      roster.exit(gone);
    }
  }

  private boolean isOpen(Roster.Entry entry) {
    return entry.instance().equals(self) && open.containsKey(entry.connectionId());
  }

  private Optional<Roster.Entry> elsewhere(Roster.Entry gone) {
    return roster.of(gone.user()).stream()
        .filter(entry -> entry.connectionId().equals(gone.connectionId()))
        .filter(entry -> !entry.instance().equals(gone.instance()))
        .findAny();
  }

  /// Takes out what dead instances have left; to be called every few seconds.
  public void sweep() {
    for (String dead : instances.lapsed()) {
      if (!dead.equals(self)) {
        sweep(dead);
      }
    }
  }

  private void sweep(String dead) {
    List<Roster.Entry> left = new ArrayList<>(roster.on(dead));
    // Others sweep too: so they begin elsewhere.
    Collections.shuffle(left);
    try (ExecutorService executor =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
      left.forEach(entry -> executor.execute(() -> tryExit(entry)));
    }
    if (roster.on(dead).isEmpty()) {
      instances.forget(dead);
    }
  }

  private void tryExit(Roster.Entry entry) {
    try {
      exit(entry);
    } catch (UnavailableException _) {
      // The entry is still there, for the next sweep.
    }
  }

  /// The connections that are open here.
  public List<Connection> open() {
    return List.copyOf(open.values());
  }
}
