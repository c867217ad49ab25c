package com.sup.messenger.domain;

/// A call; chosen by the caller's device, or made by the server.
public record CallId(String value) implements Id {

  public CallId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
