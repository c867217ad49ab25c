package com.sup.messenger.domain;

/// Identifies one device of a user.
public record DeviceId(String value) implements Id {

  public DeviceId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
