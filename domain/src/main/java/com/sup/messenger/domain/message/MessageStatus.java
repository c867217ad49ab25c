package com.sup.messenger.domain.message;

/// How far a message has come.
public enum MessageStatus {
  /// Stored, and to be replayed to whoever missed it.
  SENT
}
