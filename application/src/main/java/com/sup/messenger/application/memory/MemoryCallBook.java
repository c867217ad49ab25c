package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.CallBook;
import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Calls within the process; at the bound, none can begin until one may be forgotten.
///
/// What may be forgotten is forgotten when a call begins.
public final class MemoryCallBook implements CallBook {

  private record Entry(Call call, Instant end, MemoryCandidates candidates) {}

  private final int maxCalls;
  private final Map<CallId, Entry> calls = new HashMap<>();
  private final Map<UserId, LiveCall> live = new HashMap<>();

  /// @param maxCalls how many are kept, those that have ended included
  public MemoryCallBook(int maxCalls) {
    this.maxCalls = maxCalls;
  }

  @Override
  public synchronized Begun begin(Ringing call, Lifetimes lifetimes) {
    forgetUntil(call.since());
    if (calls.size() >= maxCalls) {
      throw new UnavailableException("The memory for calls is full");
    }
    LiveCall ofCaller = live.get(call.callerId());
    Beginning beginning =
        calls.containsKey(call.id())
            ? Beginning.ID_IN_USE
            : call.meet(ofCaller, live.get(call.targetId()));
    switch (beginning) {
      case RINGS -> add(call, lifetimes);
      case WINS_GLARE -> {
        Ringing overtaken = (Ringing) Objects.requireNonNull(ofCaller);
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
    List<Call> over =
        calls.values().stream().filter(e -> !e.end().isAfter(now)).map(Entry::call).toList();
    for (Call call : over) {
      calls.remove(call.id());
      vacate(call);
    }
  }

  private void vacate(Call call) {
    if (call instanceof LiveCall) {
      live.remove(call.callerId(), call);
      live.remove(call.targetId(), call);
    }
  }

  private void add(Call call, Lifetimes lifetimes) {
    put(call, new MemoryCandidates(), lifetimes);
  }

  private void put(Call call, MemoryCandidates candidates, Lifetimes lifetimes) {
    calls.put(call.id(), new Entry(call, lifetimes.endOf(call), candidates));
    if (call instanceof LiveCall now) {
      live.put(call.callerId(), now);
      live.put(call.targetId(), now);
    }
  }

  @Override
  public synchronized Optional<Call> find(CallId id) {
    return Optional.ofNullable(calls.get(id)).map(Entry::call);
  }

  @Override
  public synchronized Optional<LiveCall> of(UserId user) {
    return Optional.ofNullable(live.get(user));
  }

  @Override
  public synchronized boolean replace(Call before, Call after, Lifetimes lifetimes) {
    Entry entry = calls.get(before.id());
    if (entry == null || !entry.call().equals(before)) {
      return false;
    }
    vacate(before);
    entry.candidates().retain(after);
    put(after, entry.candidates(), lifetimes);
    return true;
  }

  @Override
  public synchronized boolean keep(CallId id, Envelope.Origin device, OpaqueJson candidate) {
    Entry entry = calls.get(id);
    return entry != null
        && entry.call() instanceof LiveCall
        && entry.candidates().keep(device, candidate);
  }

  @Override
  public synchronized List<OpaqueJson> release(CallId id, Envelope.Origin device) {
    Entry entry = calls.get(id);
    return entry == null ? List.of() : entry.candidates().release(device);
  }
}
