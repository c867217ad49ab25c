package com.sup.messenger.domain.message;

/// The reason for which a message has no content any more.
public enum DeletionReason {
  /// Its author or a back-end deleted it.
  DELETED,
  /// Its lifetime is over.
  EXPIRED
}
