package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The readiness of this instance: events that others publish reach it. To prove it, the instance
/// sends canaries to itself through the bus.
public final class Readiness {

  /// The time without a canary after which the instance is not ready.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final EventBus bus;
  private final Topic topic;
  private final InstantSource clock;
  private EventBus.@Nullable Subscription subscription;
  private long number;
  private volatile Instant seenAt = Instant.MIN;
  private volatile boolean draining;

  public Readiness(EventBus bus, String instance, InstantSource clock) {
    this.bus = bus;
    this.topic = new Topic.Instance(instance);
    this.clock = clock;
  }

  /// Sends a canary. Is called every second.
  public void probe() {
    if (subscription == null) {
      subscription = bus.subscribe(topic, this::see);
    }
    bus.publish(new Envelope(topic, new Signal.Canary(++number), null));
  }

  private void see(Envelope envelope) {
    if (envelope.signal() instanceof Signal.Canary) {
      seenAt = clock.instant();
    }
  }

  /// Returns the time since the last canary arrived, if one has.
  public Optional<Duration> canaryAge() {
    Instant seen = seenAt;
    return seen.equals(Instant.MIN)
        ? Optional.empty()
        : Optional.of(Duration.between(seen, clock.instant()));
  }

  /// Begins a drain: the instance admits no more clients, and will end.
  public void drain() {
    draining = true;
  }

  /// Returns true if a drain has begun.
  public boolean isDraining() {
    return draining;
  }

  /// Returns true if a canary arrived lately and no drain has begun.
  public boolean isReady() {
    return !draining && clock.instant().isBefore(seenAt.plus(PATIENCE));
  }
}
