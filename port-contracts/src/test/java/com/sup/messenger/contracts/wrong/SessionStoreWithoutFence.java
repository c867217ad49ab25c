package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemorySessionStore;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.contracts.SessionStoreContract;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps every snapshot, even if it comes late.
final class SessionStoreWithoutFence extends SessionStoreContract implements SessionStore {

  private final MemorySessionStore store = new MemorySessionStore(InstantSource.system(), 10);
  private final AtomicLong fences = new AtomicLong();

  @Override
  protected SessionStore store() {
    return this;
  }

  @Override
  protected SessionStore ofAnotherInstance() {
    return this;
  }

  @Override
  protected void letClaimEnd(String key) {}

  @Override
  public boolean keep(String key, Snapshot snapshot) {
    // Higher than the fence of any claim.
    return store.keep(key, snapshot.fencedBy(fences.addAndGet(100)));
  }

  @Override
  public Claim claim(String key, UserId user) {
    return store.claim(key, user);
  }

  @Override
  public Claim claimOverdue(String key, UserId user) {
    return store.claimOverdue(key, user);
  }

  @Override
  public void settle(String key, long fence) {
    store.settle(key, fence);
  }
}
