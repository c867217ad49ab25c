package com.sup.messenger.application;

import com.sup.messenger.application.ConnectionRefusedException.Code;
import com.sup.messenger.application.port.Claims;
import com.sup.messenger.application.port.InvalidTokenException;
import com.sup.messenger.application.port.TokenVerifier;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells who is behind a handshake, or refuses it.
public final class Authentication {

  private final TokenVerifier tokens;

  public Authentication(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  /// The actor of a token; the device is the token's, else the one given, else a new one.
  ///
  /// @param token the token of the handshake, or null where it has none
  /// @param deviceId what the handshake itself says of the device, or null
  /// @throws ConnectionRefusedException with the words of the contract, "Conventions"
  public Actor authenticate(@Nullable String token, @Nullable String deviceId) {
    if (token == null || token.isEmpty()) {
      throw new ConnectionRefusedException("Authentication required", Code.AUTHENTICATION_REQUIRED);
    }
    try {
      Claims claims = tokens.verify(token);
      return new Actor(claims.profile(), device(claims, deviceId), claims.expiresAt());
    } catch (InvalidTokenException e) {
      throw refusal(e.fault());
    }
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
