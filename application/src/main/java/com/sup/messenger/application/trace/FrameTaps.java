package com.sup.messenger.application.trace;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.instance.InstanceTopic;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Notes the frames of traced users at this instance, and publishes the notes to the instance that
/// asks for them.
///
/// A request holds for [#LEASE], so that a trace ends by itself if its instance dies. An instance
/// takes part in at most [#MAX_TAPS] traces, and ignores further requests.
public final class FrameTaps {

  /// The time for which a request holds.
  static final Duration LEASE = Duration.ofSeconds(3);

  static final int MAX_TAPS = 64;

  /// The time in which notes are collected for one publication.
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final InstanceTopic topic;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Map<String, FrameTap> taps = new ConcurrentHashMap<>();

  /// Obeys the requests of instances from now on.
  public FrameTaps(InstanceTopic topic, InstantSource clock, Scheduler scheduler) {
    this.topic = topic;
    this.clock = clock;
    this.scheduler = scheduler;
    topic.onSignal(this::hear);
  }

  private void hear(Signal signal) {
    if (signal instanceof Signal.Trace request) {
      FrameTap known = taps.get(request.id());
      if (known != null) {
        known.renew(clock.instant().plus(LEASE));
      } else if (taps.size() < MAX_TAPS) {
        open(request);
      }
    }
  }

  private void open(Signal.Trace request) {
    FrameTap tap = new FrameTap(request.from(), request.user(), clock.instant().plus(LEASE));
    taps.put(request.id(), tap);
    // The empty batch says that this instance takes part.
    scheduler.now(() -> publish(request.id(), tap));
    closeWhenOver(request.id(), tap);
  }

  private void closeWhenOver(String id, FrameTap tap) {
    scheduler.after(
        LEASE,
        () -> {
          if (tap.isOver(clock.instant())) {
            taps.remove(id);
          } else {
            closeWhenOver(id, tap);
          }
        });
  }

  /// Returns true if the frames of a user are noted now. Quick if nobody is traced.
  public boolean follow(UserId user) {
    return !taps.isEmpty() && taps.values().stream().anyMatch(tap -> tap.isOf(user));
  }

  /// Notes a frame, if its user is traced. Never blocks.
  ///
  /// @param name as in [FrameNote]; it must hold nothing that a client has made up
  public void note(Actor actor, FrameNote.Kind kind, String name, int size, String outcome) {
    if (taps.isEmpty()) {
      return;
    }
    FrameNote note =
        new FrameNote(clock.instant(), topic.id(), actor.device(), kind, name, size, outcome);
    taps.forEach(
        (id, tap) -> {
          if (tap.isOf(actor.user()) && tap.add(note)) {
            scheduler.after(PAUSE, () -> publish(id, tap));
          }
        });
  }

  private void publish(String id, FrameTap tap) {
    FrameTap.Batch batch = tap.take();
    try {
      topic.tell(tap.asker(), new Signal.Traced(id, topic.id(), batch.notes(), batch.dropped()));
    } catch (UnavailableException _) {
      tap.lose(batch);
    }
  }
}
