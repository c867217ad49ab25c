package com.sup.messenger.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The instances of the service, each with a lease that it renews by its beats.
public interface Instances {

  /// How long a lease lasts after a beat.
  Duration LEASE = Duration.ofSeconds(10);

  /// Renews the lease of an instance, or grants it, with what the instance says of itself.
  void beat(Instance instance);

  /// The instances whose lease lasts.
  List<Instance> live();

  /// Returns true if an instance has beaten lately, and so is probably alive. A lease says less: it
  /// lasts for a while after a death. Also true if no instance could beat, as the store was away.
  ///
  /// @param within the greatest age of the beat, at most [#LEASE]
  boolean hasBeaten(String id, Duration within);

  /// The ids of those whose lease is over, and that nobody has forgotten.
  Set<String> lapsed();

  /// Forgets an instance, dead or leaving.
  void forget(String id);

  /// An instance, as it was at its last beat.
  ///
  /// @param id new at every start
  /// @param figures what it counts, by name
  record Instance(String id, Instant startedAt, Map<String, Long> figures) {

    public Instance {
      figures = Map.copyOf(figures);
    }
  }
}
