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

/// Whether this instance delivers what another one publishes: it sends itself canaries through the
/// bus, by the way that every event goes.
public final class Readiness {

  /// Without a canary for so long, the instance is not ready.
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

  /// Sends a canary; to be called every second.
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

  /// How long ago the last canary came, where one has come.
  public Optional<Duration> canaryAge() {
    Instant seen = seenAt;
    return seen.equals(Instant.MIN)
        ? Optional.empty()
        : Optional.of(Duration.between(seen, clock.instant()));
  }

  /// The instance takes no more clients, and will end.
  public void drain() {
    draining = true;
  }

  public boolean isReady() {
    return !draining && clock.instant().isBefore(seenAt.plus(PATIENCE));
  }
}
