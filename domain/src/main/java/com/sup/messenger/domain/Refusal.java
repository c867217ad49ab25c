package com.sup.messenger.domain;

/// Why an event was refused; the names are the codes on the wire (contract, "Conventions").
///
/// A refusal answers the acknowledgement and leaves the connection alone.
public enum Refusal {
  INVALID_PAYLOAD,
  PERMISSION_DENIED,
  CHAT_NOT_FOUND,
  MESSAGE_NOT_FOUND,
  CALL_NOT_FOUND,
  CALL_CONFLICT,
  NOTIFICATION_NOT_FOUND,
  RATE_LIMIT_EXCEEDED,
  TOKEN_EXPIRED,
  /// No event came or was sent for too long.
  IDLE_TIMEOUT,
  /// A dependency is down; the client may safely retry.
  UNAVAILABLE,
  INTERNAL
}
