package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.call.MemoryCallStore;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.contracts.call.CallStoreContract;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores a new state without a check of the state that it replaces.
final class CallStoreThatReplacesAnything extends CallStoreContract implements CallStore {

  private final CallStore right = new MemoryCallStore(1_000);

  @Override
  protected CallStore book() {
    return this;
  }

  @Override
  public Begun begin(Ringing call, Lifetimes lifetimes) {
    return right.begin(call, lifetimes);
  }

  @Override
  public Optional<Call> find(UserId party, CallId id) {
    return right.find(party, id);
  }

  @Override
  public Optional<Call> latest(UserId user) {
    return right.latest(user);
  }

  @Override
  public Optional<LiveCall> of(UserId user) {
    return right.of(user);
  }

  @Override
  public Map<UserId, LiveCall> of(Collection<UserId> users) {
    return right.of(users);
  }

  @Override
  public boolean replace(Call before, Call after, Lifetimes lifetimes) {
    return right.replace(
        right.find(before.callerId(), before.id()).orElse(before), after, lifetimes);
  }

  @Override
  public Keeping keep(CallId id, UserDevice device, OpaqueJson candidate) {
    return right.keep(id, device, candidate);
  }

  @Override
  public List<OpaqueJson> release(CallId id, UserDevice device) {
    return right.release(id, device);
  }
}
