package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Changes the states of calls. Of concurrent changes, each starts from the result of the one
/// before.
public final class CallTransitions {

  /// The time after which a call without an end is forgotten.
  private static final Duration LONGEST_CALL = Duration.ofDays(1);

  /// The most attempts of a transition, while the call changes at the same time.
  private static final int MAX_ATTEMPTS = 16;

  /// The pause between two checks for the notification of the called user.
  private static final Duration PAUSE = Duration.ofMillis(5);

  /// The most checks: half a second.
  private static final int MAX_LOOKS = 100;

  /// The states before and after a transition.
  record Transition<B, A>(B before, A after) {}

  private final CallStore book;
  private final CallStore.Lifetimes lifetimes;
  private final InstantSource clock;

  public CallTransitions(CallStore book, Timings timings, InstantSource clock) {
    this.book = book;
    // A ringing call is kept longer than it rings, so that a late alarm finds it.
    this.lifetimes =
        new CallStore.Lifetimes(
            timings.ringing().multipliedBy(2), LONGEST_CALL, timings.endedCall());
    this.clock = clock;
  }

  CallStore.Lifetimes lifetimes() {
    return lifetimes;
  }

  /// Returns the time, as exact as a call stores it.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Returns a call of the actor's user.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` if there is none, or it ended too long ago
  Call require(Actor actor, CallId id) {
    return book.find(actor.user(), id)
        .filter(call -> call.hasParty(actor.user()))
        .filter(call -> !(call instanceof Ended) || now().isBefore(lifetimes.endOf(call)))
        .orElseThrow(() -> new RefusedException(Refusal.CALL_NOT_FOUND, "Call not found"));
  }

  /// Returns the call that a user means by an id, if it has not ended.
  Optional<LiveCall> live(UserId party, CallId id) {
    return book.find(party, id).filter(LiveCall.class::isInstance).map(LiveCall.class::cast);
  }

  /// Makes a transition for a user of the call. It waits until the called user was notified of the
  /// call. So each side is sent the beginning before the end, and each once. After half a second it
  /// does not wait.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND`, or `CALL_CONFLICT` if the call is in another state
  <B extends LiveCall, A extends Call> Transition<B, A> require(
      Actor actor, CallId id, Class<B> state, Function<B, A> transition) {
    awaitTold(actor, id);
    return attempt(actor.user(), id, state, call -> Optional.of(transition.apply(call)))
        .orElseThrow(() -> Call.conflict("The call has been answered, or is over"));
  }

  private void awaitTold(Actor actor, CallId id) {
    for (int look = 1; isUntold(require(actor, id)) && look < MAX_LOOKS; look++) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean isUntold(Call call) {
    return call instanceof Ringing ringing && ringing.untold();
  }

  /// Notes that the called user was notified of the call.
  ///
  /// @return the call as it is now, which may have changed before
  Call told(Ringing call) {
    return attempt(call.callerId(), call.id(), Ringing.class, now -> Optional.<Call>of(now.tell()))
        .map(Transition::after)
        .or(() -> book.find(call.callerId(), call.id()))
        .orElse(call);
  }

  /// Makes a transition if the call is in a state and the rule gives a next one.
  ///
  /// @return empty if nothing was done
  /// @throws UnavailableException if the call changes at the same time in every attempt
  <B extends LiveCall, A extends Call> Optional<Transition<B, A>> attempt(
      UserId party, CallId id, Class<B> state, Function<B, Optional<A>> transition) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      B before = book.find(party, id).filter(state::isInstance).map(state::cast).orElse(null);
      A after = before == null ? null : transition.apply(before).orElse(null);
      if (before == null || after == null) {
        return Optional.empty();
      }
      if (book.replace(before, after, lifetimes)) {
        return Optional.of(new Transition<>(before, after));
      }
    }
    throw new UnavailableException("The call changes too often");
  }
}
