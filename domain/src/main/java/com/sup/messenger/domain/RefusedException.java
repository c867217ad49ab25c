package com.sup.messenger.domain;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refuses an event. The gateway catches it and sends code and message to the client.
///
/// The message must not hold a secret or another user's data. There is no stack trace, because a
/// refusal is an answer and not a fault.
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

  /// Refuses an event over a rate limit. A retry is admitted after the given time.
  public static RefusedException rateLimited(Duration retryAfter) {
    return new RefusedException(Refusal.RATE_LIMIT_EXCEEDED, "Too many events", retryAfter);
  }

  /// Refuses an event over a limit of bytes. A retry is admitted after the given time.
  public static RefusedException tooCostly(Duration retryAfter) {
    return new RefusedException(Refusal.RATE_LIMIT_EXCEEDED, "Too many bytes", retryAfter);
  }

  /// Refuses an event for a chat that does not exist, or of which the user is no member. Both get
  /// the same answer, so that it does not reveal which chats exist.
  public static RefusedException chatNotFound() {
    return new RefusedException(Refusal.CHAT_NOT_FOUND, "Chat not found");
  }

  /// Returns the code on the wire.
  public Refusal refusal() {
    return refusal;
  }

  /// Returns the time after which a retry is admitted, if it is known.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
