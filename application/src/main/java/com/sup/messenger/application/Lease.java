package com.sup.messenger.application;

import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Instant;
import java.time.InstantSource;

/// By which this instance counts as alive, with what it tells the others of itself.
final class Lease {

  private final Instances instances;
  private final String id;
  private final Instant startedAt;
  private final Figures figures;
  private final Fanout fanout;

  /// @param id the id of this instance
  Lease(Instances instances, String id, Figures figures, Fanout fanout, InstantSource clock) {
    this.instances = instances;
    this.id = id;
    this.startedAt = clock.instant();
    this.figures = figures;
    this.fanout = fanout;
  }

  /// Makes it last; to be called every two seconds.
  void renew() {
    instances.beat(self());
  }

  /// This instance as it is now.
  Instance self() {
    return new Instance(id, startedAt, figures.now(fanout.size()));
  }

  /// Ends it, now or, where that cannot be told, by itself.
  void end() {
    try {
      instances.forget(id);
    } catch (UnavailableException _) {
      // It runs out.
    }
  }
}
