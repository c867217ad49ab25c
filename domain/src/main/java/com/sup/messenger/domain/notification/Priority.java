package com.sup.messenger.domain.notification;

/// How urgent a notification is.
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
