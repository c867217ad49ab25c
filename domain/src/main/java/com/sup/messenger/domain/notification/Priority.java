package com.sup.messenger.domain.notification;

/// The urgency of a notification.
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
