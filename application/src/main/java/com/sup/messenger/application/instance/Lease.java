package com.sup.messenger.application.instance;

import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import java.time.Instant;
import java.time.InstantSource;

/// By which this instance counts as alive, with what it tells the others of itself.
public final class Lease {

  private final Instances instances;
  private final Roster roster;
  private final String id;
  private final Instant startedAt;
  private final Figures figures;
  private final Fanout fanout;

  /// @param id the id of this instance
  public Lease(Ports ports, String id, Figures figures, Fanout fanout, InstantSource clock) {
    this.instances = ports.instances();
    this.roster = ports.roster();
    this.id = id;
    this.startedAt = clock.instant();
    this.figures = figures;
    this.fanout = fanout;
  }

  /// Makes it last; to be called every two seconds.
  public void renew() {
    instances.beat(self());
  }

  /// This instance as it is now.
  public Instance self() {
    return new Instance(id, startedAt, figures.now(fanout.size()));
  }

  /// Ends it: at once, or by itself where that cannot be told, and where connections are entered
  /// here still, which the others then take out.
  public void end() {
    try {
      if (roster.on(id).isEmpty()) {
        instances.forget(id);
      }
    } catch (UnavailableException _) {
      // It runs out.
    }
  }
}
