package com.sup.messenger.application;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A registry that records its entries, and runs tasks during its calls.
final class WatchedRoster implements ConnectionRegistry {

  private final ConnectionRegistry roster;
  private final List<String> entered = new CopyOnWriteArrayList<>();
  private final Set<String> forgotten = new HashSet<>();
  private Runnable onceReentering = () -> {};
  private Runnable onceReadOn = () -> {};
  private Runnable onceReadOf = () -> {};

  WatchedRoster(ConnectionRegistry roster) {
    this.roster = roster;
  }

  /// Sets a task for the next read of an instance's connections: it runs after the read, before the
  /// result is returned.
  void onceReadOn(Runnable meanwhile) {
    onceReadOn = meanwhile;
  }

  /// Sets a task for the next read of a user's connections, in the same way.
  void onceReadOf(Runnable meanwhile) {
    onceReadOf = meanwhile;
  }

  /// Sets a task for the next re-entry of a connection: it runs before the entry.
  void onceReentering(Runnable before) {
    onceReentering = before;
  }

  /// Forgets the connections of a user, until each enters again.
  void forget(UserId user) {
    roster.of(user).forEach(entry -> forgotten.add(entry.connectionId()));
  }

  /// Returns the ids of the connections that were entered, with repetitions.
  List<String> entered() {
    return entered;
  }

  @Override
  public void enter(Entry entry) {
    entered.add(entry.connectionId());
    forgotten.remove(entry.connectionId());
    roster.enter(entry);
  }

  @Override
  public boolean reenter(Entry entry) {
    Runnable before = onceReentering;
    onceReentering = () -> {};
    before.run();
    entered.add(entry.connectionId());
    forgotten.remove(entry.connectionId());
    return roster.reenter(entry);
  }

  @Override
  public void exit(Entry entry) {
    roster.exit(entry);
  }

  @Override
  public List<Entry> of(UserId user) {
    List<Entry> there = roster.of(user).stream().filter(this::isKnown).toList();
    Runnable meanwhile = onceReadOf;
    onceReadOf = () -> {};
    meanwhile.run();
    return there;
  }

  @Override
  public int count(UserId user) {
    return (int) roster.of(user).stream().filter(this::isKnown).count();
  }

  @Override
  public List<Entry> on(String instance) {
    List<Entry> there = roster.on(instance);
    Runnable meanwhile = onceReadOn;
    onceReadOn = () -> {};
    meanwhile.run();
    return there;
  }

  @Override
  public Set<UserId> absent(Collection<UserId> users) {
    return roster.absent(users);
  }

  @Override
  public List<Entry> missing(Collection<Entry> entries) {
    Set<Entry> missing = new LinkedHashSet<>(roster.missing(entries));
    entries.stream().filter(entry -> !isKnown(entry)).forEach(missing::add);
    return List.copyOf(missing);
  }

  private boolean isKnown(Entry entry) {
    return !forgotten.contains(entry.connectionId());
  }
}
