package com.sup.messenger.application;

import com.sup.messenger.application.port.Roster;
import com.sup.messenger.domain.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A roster that tells who was entered, and while whose entries are read something happens.
final class WatchedRoster implements Roster {

  private final Roster roster;
  private final List<String> entered = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  WatchedRoster(Roster roster) {
    this.roster = roster;
  }

  /// The next time that the connections of an instance have been read, and before that is known.
  void meanwhile(Runnable once) {
    meanwhile =
        () -> {
          meanwhile = () -> {};
          once.run();
        };
  }

  /// The connections that were entered, as often as they were.
  List<String> entered() {
    return entered;
  }

  @Override
  public void enter(Entry entry) {
    entered.add(entry.connectionId());
    roster.enter(entry);
  }

  @Override
  public void exit(Entry entry) {
    roster.exit(entry);
  }

  @Override
  public List<Entry> of(UserId user) {
    return roster.of(user);
  }

  @Override
  public List<Entry> on(String instance) {
    List<Entry> there = roster.on(instance);
    meanwhile.run();
    return there;
  }

  @Override
  public Set<UserId> absent(Collection<UserId> users) {
    return roster.absent(users);
  }
}
