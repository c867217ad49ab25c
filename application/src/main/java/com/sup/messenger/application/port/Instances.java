package com.sup.messenger.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The instances of the service. Each has a lease, which it renews by its beats.
public interface Instances {

  /// The duration of a lease after a beat.
  Duration LEASE = Duration.ofSeconds(10);

  /// Renews or grants the lease of an instance, and stores the figures that it reports.
  void beat(Instance instance);

  /// Returns the instances that have a lease now.
  List<Instance> live();

  /// Returns true if an instance has beaten lately, and so is probably alive. A lease says less: it
  /// lasts for a while after a death. Also true if no instance could beat, as the store was away.
  ///
  /// @param within the greatest age of the beat, at most [#LEASE]
  boolean hasBeaten(String id, Duration within);

  /// Returns the ids of instances whose lease is over and that are not forgotten.
  Set<String> lapsed();

  /// Forgets an instance that is dead or leaves.
  void forget(String id);

  /// An instance as it reported itself in its last beat.
  ///
  /// @param id new at every start
  /// @param figures values that the instance counts, by name
  record Instance(String id, Instant startedAt, Map<String, Long> figures) {

    public Instance {
      figures = Map.copyOf(figures);
    }
  }
}
