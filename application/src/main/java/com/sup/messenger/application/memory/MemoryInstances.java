package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Instances;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The instances that share this memory: one, except in tests.
public final class MemoryInstances implements Instances {

  private record Lease(Instance instance, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Lease> leases = new HashMap<>();

  public MemoryInstances(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void beat(Instance instance) {
    leases.put(instance.id(), new Lease(instance, clock.instant().plus(LEASE)));
  }

  @Override
  public synchronized List<Instance> live() {
    return leases(lease -> !isOver(lease)).toList();
  }

  @Override
  public synchronized boolean hasBeaten(String id, Duration within) {
    Lease lease = leases.get(id);
    Instant since = clock.instant().minus(within);
    return lease != null && !lease.end().minus(LEASE).isBefore(since);
  }

  @Override
  public synchronized Set<String> lapsed() {
    return Set.copyOf(leases(this::isOver).map(Instance::id).toList());
  }

  @Override
  public synchronized void forget(String id) {
    leases.remove(id);
  }

  private Stream<Instance> leases(Predicate<Lease> which) {
    return leases.values().stream().filter(which).map(Lease::instance);
  }

  private boolean isOver(Lease lease) {
    return lease.end().isBefore(clock.instant());
  }
}
