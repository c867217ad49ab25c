package com.sup.messenger.domain;

/// Identifies a notification. Ids sort by the time of their creation.
public record NotificationId(String value) implements Id {

  public NotificationId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
