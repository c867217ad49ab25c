package com.sup.messenger.application.event;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A handshake is refused. The client is sent the message and the code.
public final class ConnectionRefusedException extends RuntimeException {

  /// The codes on the wire (contract, "Conventions").
  public enum Code {
    AUTHENTICATION_REQUIRED,
    INVALID_TOKEN,
    TOKEN_EXPIRED,
    INVALID_PAYLOAD,
    RATE_LIMIT_EXCEEDED,
    UNAVAILABLE
  }

  private final Code code;
  private final @Nullable Duration retryAfter;

  public ConnectionRefusedException(String message, Code code) {
    this(message, code, null);
  }

  private ConnectionRefusedException(String message, Code code, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /// Returns the refusal of a handshake over a limit.
  ///
  /// @param retryAfter the time after which a retry is admitted
  public static ConnectionRefusedException rateLimited(String message, Duration retryAfter) {
    return new ConnectionRefusedException(message, Code.RATE_LIMIT_EXCEEDED, retryAfter);
  }

  /// Returns the code on the wire.
  public Code code() {
    return code;
  }

  /// Returns the time after which a retry is admitted, if it is known.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
