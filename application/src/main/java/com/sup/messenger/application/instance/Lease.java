package com.sup.messenger.application.instance;

import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import java.time.Instant;
import java.time.InstantSource;

/// The lease of this instance, with the figures that it reports.
public final class Lease {

  private final Instances instances;
  private final ConnectionRegistry roster;
  private final String id;
  private final Instant startedAt;
  private final Figures figures;
  private final Fanout fanout;

  /// Creates the lease.
  ///
  /// @param id the id of this instance
  public Lease(Ports ports, String id, Figures figures, Fanout fanout, InstantSource clock) {
    this.instances = ports.instances();
    this.roster = ports.connectionRegistry();
    this.id = id;
    this.startedAt = clock.instant();
    this.figures = figures;
    this.fanout = fanout;
  }

  /// Renews the lease. Is called every two seconds.
  public void renew() {
    instances.beat(self());
  }

  /// Returns this instance as it is now.
  public Instance self() {
    return new Instance(id, startedAt, figures.now(fanout.size()));
  }

  /// Ends the lease. If that fails, the lease runs out. It also runs out if entries of connections
  /// are left, which the other instances then remove.
  public void end() {
    try {
      if (roster.on(id).isEmpty()) {
        instances.forget(id);
      }
    } catch (UnavailableException _) {
      // The lease runs out.
    }
  }
}
