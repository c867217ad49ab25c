package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.application.limit.Pauses;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Determines the actor of a token, at the handshake and later.
public final class Authentication {

  private final TokenVerifier tokens;
  private final Revocations revocations;
  private final Pauses pauses;
  private final InstantSource clock;

  public Authentication(
      TokenVerifier tokens, Revocations revocations, Pauses pauses, InstantSource clock) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.pauses = pauses;
    this.clock = clock;
  }

  /// Returns the actor of a token. The device is the token's, else the given one, else a new one.
  ///
  /// @throws ConnectionRefusedException if the token is refused; `RATE_LIMIT_EXCEEDED` in a pause
  ///     of the user, `UNAVAILABLE` if a dependency does not answer
  public Actor authenticate(@Nullable String token, @Nullable String deviceId) {
    if (token == null || token.isEmpty()) {
      throw new ConnectionRefusedException("Authentication required", Code.AUTHENTICATION_REQUIRED);
    }
    try {
      Claims claims = tokens.verify(token);
      Optional<Duration> pause = pauses.of(claims.profile().id());
      if (pause.isPresent()) {
        throw ConnectionRefusedException.rateLimited("Too many events", pause.get());
      }
      Actor.Namer namer = deviceId == null ? Actor.Namer.SERVICE : Actor.Namer.CLIENT;
      return actor(claims, device(claims, deviceId), namer);
    } catch (InvalidTokenException e) {
      throw refusal(e.fault());
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException("Authentication failed", Code.UNAVAILABLE);
    }
  }

  /// Returns the actor with a new token. User and device cannot change.
  ///
  /// @throws RefusedException if the token is refused, or is another user's or device's
  public Actor refresh(Actor actor, String token) {
    try {
      Claims claims = tokens.verify(token);
      boolean otherDevice = claims.deviceId() != null && !claims.deviceId().equals(actor.device());
      if (otherDevice || !claims.profile().id().equals(actor.user())) {
        throw new RefusedException(
            Refusal.PERMISSION_DENIED, "The token is another user's or device's");
      }
      Actor.Namer namer = actor.bound() ? Actor.Namer.CLIENT : actor.namer();
      return actor(claims, actor.device(), namer);
    } catch (InvalidTokenException e) {
      throw switch (e.fault()) {
        case INVALID, PAYLOAD ->
            new RefusedException(Refusal.INVALID_PAYLOAD, "token must be a valid access token");
        case EXPIRED -> new RefusedException(Refusal.TOKEN_EXPIRED, "The token has expired");
      };
    }
  }

  /// Creates the actor of a token.
  ///
  /// @param otherwise the origin of the device id if the token does not name the device
  private Actor actor(Claims claims, DeviceId device, Actor.Namer otherwise)
      throws InvalidTokenException {
    Actor.Namer namer = claims.deviceId() == null ? otherwise : Actor.Namer.TOKEN;
    Actor actor = new Actor(claims.profile(), device, namer, claims.issuedAt(), end(claims));
    if (actor.isRefusedBy(revocations.of(actor.user()))) {
      throw new InvalidTokenException(InvalidTokenException.Fault.INVALID);
    }
    return actor;
  }

  /// Returns the end of a token. If it is accepted only because clocks differ, it lasts for the
  /// allowed difference.
  private Instant end(Claims claims) {
    boolean expired = !claims.expiresAt().isAfter(clock.instant());
    return expired ? claims.expiresAt().plus(TokenVerifier.CLOCK_SKEW) : claims.expiresAt();
  }

  private static DeviceId device(Claims claims, @Nullable String given) {
    if (claims.deviceId() != null) {
      return claims.deviceId();
    }
    try {
      return new DeviceId(given == null ? UUID.randomUUID().toString() : given);
    } catch (InvalidValueException e) {
      throw new ConnectionRefusedException("deviceId " + e.getMessage(), Code.INVALID_PAYLOAD);
    }
  }

  private static ConnectionRefusedException refusal(InvalidTokenException.Fault fault) {
    return switch (fault) {
      case INVALID -> new ConnectionRefusedException("Invalid token", Code.INVALID_TOKEN);
      case PAYLOAD -> new ConnectionRefusedException("Invalid token payload", Code.INVALID_TOKEN);
      case EXPIRED -> new ConnectionRefusedException("Authentication failed", Code.TOKEN_EXPIRED);
    };
  }
}
