package com.sup.messenger.domain;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event is refused: caught at the gateway, told to the client, and forgotten.
///
/// The message goes to the client, so it never holds a secret or another user's data. It has no
/// stack trace: a refusal is an answer, not a fault.
public final class RefusedException extends RuntimeException {

  private final Refusal refusal;
  private final @Nullable Duration retryAfter;

  public RefusedException(Refusal refusal, String message) {
    this(refusal, message, null);
  }

  private RefusedException(Refusal refusal, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.refusal = refusal;
    this.retryAfter = retryAfter;
  }

  /// Over a rate limit; a retry is admitted after the given time.
  public static RefusedException rateLimited(Duration retryAfter) {
    return new RefusedException(Refusal.RATE_LIMIT_EXCEEDED, "Too many events", retryAfter);
  }

  /// Over a limit of bytes; a retry is admitted after the given time.
  public static RefusedException tooCostly(Duration retryAfter) {
    return new RefusedException(Refusal.RATE_LIMIT_EXCEEDED, "Too many bytes", retryAfter);
  }

  /// A chat that does not exist or whose member the user is not; told alike.
  public static RefusedException chatNotFound() {
    return new RefusedException(Refusal.CHAT_NOT_FOUND, "Chat not found");
  }

  /// The code on the wire.
  public Refusal refusal() {
    return refusal;
  }

  /// When a retry is admitted, where that is known.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
