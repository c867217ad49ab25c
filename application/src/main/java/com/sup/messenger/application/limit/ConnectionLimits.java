package com.sup.messenger.application.limit;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Limits the new sessions of each device and of each user (contract, "Limits").
public final class ConnectionLimits {

  private static final int DEVICES = 4;
  private static final String BUCKET = "connect";

  private final Permits permits;
  private final RateLimit ofDevice;
  private final RateLimit ofUser;
  private final Pauses pauses;
  private final InstantSource clock;

  /// Creates the limits.
  ///
  /// @param ofDevice the limit of a device; its user has four times as many
  public ConnectionLimits(Permits permits, RateLimit ofDevice, Pauses pauses, InstantSource clock) {
    this.permits = permits;
    this.ofDevice = ofDevice;
    this.ofUser =
        ofDevice.isUnlimited()
            ? ofDevice
            : new RateLimit(DEVICES * ofDevice.count(), ofDevice.window());
    this.pauses = pauses;
    this.clock = clock;
  }

  /// Counts a new session. A refused one does not count.
  ///
  /// @throws ConnectionRefusedException `RATE_LIMIT_EXCEEDED` over a limit, `UNAVAILABLE` if the
  ///     limiter does not answer
  public void count(Actor actor) {
    if (ofDevice.isUnlimited()) {
      return;
    }
    try {
      Optional<Duration> wait = take(actor, clock.instant());
      if (wait.isPresent()) {
        pauses.refused(actor.user());
        throw ConnectionRefusedException.rateLimited("Too many connections", wait.get());
      }
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException("Authentication failed", Code.UNAVAILABLE);
    }
  }

  /// Takes the permits of the user and of the device together. So a client that invents device ids
  /// makes no more buckets than its user has permits.
  private Optional<Duration> take(Actor actor, Instant now) {
    String device = BUCKET + ":" + actor.device().value();
    return permits.takeEach(actor.user(), Map.of(BUCKET, ofUser, device, ofDevice), now);
  }
}
