package com.sup.messenger.application;

import com.sup.messenger.application.port.Roster;
import com.sup.messenger.domain.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A roster that tells who was entered, and while whose entries are read something happens.
final class WatchedRoster implements Roster {

  private final Roster roster;
  private final List<String> entered = new ArrayList<>();
  private final Set<UserId> forgotten = new HashSet<>();
  private Runnable onceReadOn = () -> {};
  private Runnable onceReadOf = () -> {};

  WatchedRoster(Roster roster) {
    this.roster = roster;
  }

  /// The next time that the connections of an instance have been read, and before that is known.
  void onceReadOn(Runnable meanwhile) {
    onceReadOn = meanwhile;
  }

  /// The same of the connections of a user.
  void onceReadOf(Runnable meanwhile) {
    onceReadOf = meanwhile;
  }

  /// That a user is connected is no longer known, until one of the connections enters again.
  void forget(UserId user) {
    forgotten.add(user);
  }

  /// The connections that were entered, as often as they were.
  List<String> entered() {
    return entered;
  }

  @Override
  public void enter(Entry entry) {
    entered.add(entry.connectionId());
    forgotten.remove(entry.user());
    roster.enter(entry);
  }

  @Override
  public void exit(Entry entry) {
    roster.exit(entry);
  }

  @Override
  public List<Entry> of(UserId user) {
    List<Entry> there = roster.of(user);
    Runnable meanwhile = onceReadOf;
    onceReadOf = () -> {};
    meanwhile.run();
    return there;
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
    Set<UserId> absent = new HashSet<>(roster.absent(users));
    users.stream().filter(forgotten::contains).forEach(absent::add);
    return absent;
  }
}
