package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads the user and the device of a token (contract, "Connecting"). Takes a claim that is null
/// for absent.
final class ClaimsReader {

  private ClaimsReader() {}

  /// Reads the claims.
  ///
  /// @param end the end of the token's validity
  /// @throws InvalidTokenException [Fault#PAYLOAD] if the claims name no user, a type other than
  ///     `access`, or a value that is not valid
  static Claims read(JsonObject claims, Instant end) throws InvalidTokenException {
    String type = text(claims, "type");
    if (type != null && !type.equals("access")) {
      throw new InvalidTokenException(Fault.PAYLOAD);
    }
    try {
      String device = text(claims, "deviceId");
      return new Claims(
          new Profile(user(claims), text(claims, "username"), text(claims, "avatar")),
          device == null ? null : new DeviceId(device),
          ClaimRules.time(claims, "iat", Instant.MIN),
          end);
    } catch (InvalidValueException _) {
      throw new InvalidTokenException(Fault.PAYLOAD);
    }
  }

  private static UserId user(JsonObject claims) throws InvalidTokenException {
    if (claims.get("userId") instanceof JsonNumber number && number.isIntegral()) {
      return new UserId(number.toString());
    }
    String userId = text(claims, "userId");
    String user = userId == null ? text(claims, "sub") : userId;
    if (user == null) {
      throw new InvalidTokenException(Fault.PAYLOAD);
    }
    return new UserId(user);
  }

  private static @Nullable String text(JsonObject claims, String name)
      throws InvalidTokenException {
    JsonValue value = claims.get(name);
    if (value == null || value.equals(JsonValue.NULL)) {
      return null;
    }
    // Half a surrogate pair cannot be encoded, so no client could receive it.
    if (value instanceof JsonString text
        && StandardCharsets.UTF_8.newEncoder().canEncode(text.getString())) {
      return text.getString();
    }
    throw new InvalidTokenException(Fault.PAYLOAD);
  }
}
