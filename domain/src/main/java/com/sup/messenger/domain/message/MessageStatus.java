package com.sup.messenger.domain.message;

/// The status of a message, as its sender sees it.
public enum MessageStatus {
  /// Stored. Each device that missed it will receive it.
  SENT,
  /// Deleted. Its place remains.
  DELETED
}
