package com.sup.messenger.domain;

/// A notification; sorts by the time of its creation.
public record NotificationId(String value) implements Id {

  public NotificationId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
