package com.sup.messenger.application.memory.call;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls in this process. At the bound, a new call is refused as unavailable until an older one may
/// be forgotten.
///
/// Calls are forgotten when another one begins.
public final class MemoryCallStore implements CallStore {

  /// A call in its present state, shared by both of its users.
  private static final class Entry {
    private Call call;
    private Instant end;
    private final MemoryCandidates candidates = new MemoryCandidates();

    Entry(Call call, Instant end) {
      this.call = call;
      this.end = end;
    }
  }

  /// A user and an id, which together identify a call.
  private record Seat(UserId user, CallId id) {}

  private final int maxCalls;
  private final Set<Entry> entries = new HashSet<>();
  private final Map<Seat, Entry> seats = new HashMap<>();
  private final Map<UserId, LiveCall> live = new HashMap<>();
  private final Map<UserId, Entry> latest = new HashMap<>();

  /// Creates an empty store.
  ///
  /// @param maxCalls the most calls that are kept, including those that have ended
  public MemoryCallStore(int maxCalls) {
    this.maxCalls = maxCalls;
  }

  @Override
  public synchronized Begun begin(Ringing call, Lifetimes lifetimes) {
    forgetUntil(call.since());
    if (entries.size() >= maxCalls) {
      throw new UnavailableException("The memory for calls is full");
    }
    LiveCall ofCaller = live.get(call.callerId());
    Beginning beginning =
        seats.containsKey(new Seat(call.callerId(), call.id()))
            ? Beginning.ID_IN_USE
            : call.meet(ofCaller, live.get(call.targetId()));
    switch (beginning) {
      case RINGS -> add(call, lifetimes);
      case WINS_GLARE -> {
        LiveCall ofTarget = live.get(call.targetId());
        Ringing overtaken =
            (Ringing) Objects.requireNonNull(ofCaller == null ? ofTarget : ofCaller);
        replace(overtaken, overtaken.glare(call.since()), lifetimes);
        add(call, lifetimes);
        return new Begun(beginning, overtaken);
      }
      case LOSES_GLARE -> add(call.glare(call.since()), lifetimes);
      case TARGET_BUSY -> add(call.busy(call.since()), lifetimes);
      case CALLER_BUSY, ID_IN_USE -> {}
    }
    return new Begun(beginning, null);
  }

  private void forgetUntil(Instant now) {
    List<Entry> over = entries.stream().filter(entry -> !entry.end.isAfter(now)).toList();
    for (Entry entry : over) {
      entries.remove(entry);
      seats.remove(new Seat(entry.call.callerId(), entry.call.id()), entry);
      seats.remove(new Seat(entry.call.targetId(), entry.call.id()), entry);
      latest.remove(entry.call.callerId(), entry);
      latest.remove(entry.call.targetId(), entry);
      vacate(entry.call);
    }
  }

  private void vacate(Call call) {
    if (call instanceof LiveCall) {
      live.remove(call.callerId(), call);
      live.remove(call.targetId(), call);
    }
  }

  private void add(Call call, Lifetimes lifetimes) {
    Entry entry = new Entry(call, lifetimes.endOf(call));
    entries.add(entry);
    seats.put(new Seat(call.callerId(), call.id()), entry);
    if (!isUnheard(call)) {
      seats.merge(new Seat(call.targetId(), call.id()), entry, MemoryCallStore::liveElseLater);
    }
    enter(entry);
  }

  private static Entry liveElseLater(Entry earlier, Entry later) {
    return earlier.call instanceof LiveCall ? earlier : later;
  }

  private void enter(Entry entry) {
    if (entry.call instanceof LiveCall now) {
      enter(now.callerId(), now, entry);
      if (!isUnheard(now)) {
        enter(now.targetId(), now, entry);
      }
    }
  }

  private void enter(UserId user, LiveCall call, Entry entry) {
    live.put(user, call);
    latest.put(user, entry);
  }

  private static boolean isUnheard(Call call) {
    return call instanceof Ringing ringing && ringing.unheard();
  }

  private @Nullable Entry entry(UserId party, CallId id) {
    return seats.get(new Seat(party, id));
  }

  @Override
  public synchronized Optional<Call> find(UserId party, CallId id) {
    return Optional.ofNullable(entry(party, id)).map(entry -> entry.call);
  }

  @Override
  public synchronized Optional<LiveCall> of(UserId user) {
    return Optional.ofNullable(live.get(user));
  }

  @Override
  public synchronized Optional<Call> latest(UserId user) {
    return Optional.ofNullable(latest.get(user)).map(entry -> entry.call);
  }

  @Override
  public synchronized Map<UserId, LiveCall> of(Collection<UserId> users) {
    Map<UserId, LiveCall> calls = new HashMap<>();
    users.forEach(user -> of(user).ifPresent(call -> calls.put(user, call)));
    return calls;
  }

  @Override
  public synchronized boolean replace(Call before, Call after, Lifetimes lifetimes) {
    Entry entry = entry(before.callerId(), before.id());
    if (entry == null || !entry.call.equals(before)) {
      return false;
    }
    vacate(before);
    entry.candidates.retain(after);
    entry.call = after;
    entry.end = lifetimes.endOf(after);
    enter(entry);
    return true;
  }

  @Override
  public synchronized Keeping keep(CallId id, UserDevice device, OpaqueJson candidate) {
    Entry entry = entry(device.user(), id);
    return entry != null && entry.call instanceof LiveCall
        ? entry.candidates.keep(device, candidate)
        : Keeping.OVER;
  }

  @Override
  public synchronized List<OpaqueJson> release(CallId id, UserDevice device) {
    Entry entry = entry(device.user(), id);
    return entry == null ? List.of() : entry.candidates.release(device);
  }
}
