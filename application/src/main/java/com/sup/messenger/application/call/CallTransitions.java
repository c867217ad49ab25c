package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.port.CallBook;
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

/// Takes calls from state to state; of several at a time, each applies to what the one before left.
public final class CallTransitions {

  /// After which a call that nobody has ended is forgotten.
  private static final Duration LONGEST_CALL = Duration.ofDays(1);

  /// How often a transition is tried anew where the call changes at the same time.
  private static final int MAX_ATTEMPTS = 16;

  /// Between two looks whether a call has been told of.
  private static final Duration PAUSE = Duration.ofMillis(5);

  /// How often is looked for that: in half a second.
  private static final int MAX_LOOKS = 100;

  /// What was, and what is now.
  record Transition<B, A>(B before, A after) {}

  private final CallBook book;
  private final CallBook.Lifetimes lifetimes;
  private final InstantSource clock;

  public CallTransitions(CallBook book, Timings timings, InstantSource clock) {
    this.book = book;
    // A ringing call outlives its time, so that an alarm that is late finds it.
    this.lifetimes =
        new CallBook.Lifetimes(
            timings.ringing().multipliedBy(2), LONGEST_CALL, timings.endedCall());
    this.clock = clock;
  }

  CallBook.Lifetimes lifetimes() {
    return lifetimes;
  }

  /// The time, as exactly as a call keeps it.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// A call that the actor is a party of.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` where there is none, or none any more
  Call require(Actor actor, CallId id) {
    return book.find(actor.user(), id)
        .filter(call -> call.hasParty(actor.user()))
        .filter(call -> !(call instanceof Ended) || now().isBefore(lifetimes.endOf(call)))
        .orElseThrow(() -> new RefusedException(Refusal.CALL_NOT_FOUND, "Call not found"));
  }

  /// The call that a party means by an id, where it has not ended.
  Optional<LiveCall> live(UserId party, CallId id) {
    return book.find(party, id).filter(LiveCall.class::isInstance).map(LiveCall.class::cast);
  }

  /// A transition that a party asks for. It waits until the one called has been told of the call:
  /// nobody hears of an end before a beginning, nor twice. If that takes too long, it goes before.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND`, or `CALL_CONFLICT` where the call is in another
  /// state
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

  /// The one called has been told of the call. The call as it is now, which may have gone on
  /// before.
  Call told(Ringing call) {
    return attempt(call.callerId(), call.id(), Ringing.class, now -> Optional.<Call>of(now.tell()))
        .map(Transition::after)
        .or(() -> book.find(call.callerId(), call.id()))
        .orElse(call);
  }

  /// A transition that happens where the call is in that state and the rule has a next one.
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
    throw new UnavailableException("The call changes all the time");
  }
}
