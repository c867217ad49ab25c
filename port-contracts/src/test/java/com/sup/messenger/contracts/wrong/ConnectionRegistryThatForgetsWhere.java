package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryConnectionRegistry;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.contracts.ConnectionRegistryContract;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Removes a connection even if it belongs to another instance by now.
final class ConnectionRegistryThatForgetsWhere extends ConnectionRegistryContract
    implements ConnectionRegistry {

  private final ConnectionRegistry right = new MemoryConnectionRegistry();

  @Override
  protected ConnectionRegistry connectionRegistry() {
    return this;
  }

  @Override
  protected ConnectionRegistry ofAnotherInstance() {
    return this;
  }

  @Override
  public void enter(Entry entry) {
    right.enter(entry);
  }

  @Override
  public boolean reenter(Entry entry) {
    right.enter(entry);
    return true;
  }

  @Override
  public List<Entry> missing(Collection<Entry> entries) {
    return right.missing(entries);
  }

  @Override
  public void exit(Entry entry) {
    right.of(entry.user()).stream()
        .filter(present -> present.connectionId().equals(entry.connectionId()))
        .forEach(right::exit);
  }

  @Override
  public List<Entry> of(UserId user) {
    return right.of(user);
  }

  @Override
  public int count(UserId user) {
    return right.count(user);
  }

  @Override
  public List<Entry> on(String instance) {
    return right.on(instance);
  }

  @Override
  public Set<UserId> absent(Collection<UserId> users) {
    return right.absent(users);
  }
}
