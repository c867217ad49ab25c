package com.sup.messenger.application;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.instance.RefusalCounts;
import com.sup.messenger.application.limit.EventLimits;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers events within the limits of their users, counts them and measures their time.
final class EventPipeline {

  private final EventLimits limits;
  private final Figures figures;
  private final RefusalCounts refusals;
  private final Observer observer;
  private final InstantSource clock;

  EventPipeline(
      EventLimits limits,
      Figures figures,
      RefusalCounts refusals,
      Observer observer,
      InstantSource clock) {
    this.limits = limits;
    this.figures = figures;
    this.refusals = refusals;
    this.observer = observer;
    this.clock = clock;
  }

  /// Answers one event of a user, or throws [UnavailableException] when the deadline of the thread
  /// is over.
  ///
  /// @param name the name on the wire, known or not
  /// @param answer returns the reply, or throws; is called after the event has been counted
  Reply answer(UserId user, String name, Supplier<Reply> answer) {
    Instant start = clock.instant();
    try {
      Reply reply = limits.within(user, name, answer);
      figures.answered(reply);
      answered(name, null, start);
      return reply;
    } catch (RuntimeException e) {
      figures.failed();
      refusals.event(refusal(e));
      answered(name, refusal(e), start);
      throw e;
    }
  }

  private void answered(String name, @Nullable Refusal refusal, Instant start) {
    Duration time = Duration.between(start, clock.instant());
    observer.answered(RateLimits.bucket(name), refusal, time);
  }

  private static Refusal refusal(RuntimeException failure) {
    return switch (failure) {
      case RefusedException refused -> refused.refusal();
      case UnavailableException _ -> Refusal.UNAVAILABLE;
      default -> Refusal.INTERNAL;
    };
  }
}
