package com.sup.messenger.domain;

/// The reason why an event was refused. The names are the codes on the wire (contract,
/// "Conventions").
///
/// A refusal is sent in the acknowledgement of the event. It does not close the connection.
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
  /// The client sent and received no event for too long.
  IDLE_TIMEOUT,
  /// A dependency is down. The client may safely retry.
  UNAVAILABLE,
  INTERNAL
}
