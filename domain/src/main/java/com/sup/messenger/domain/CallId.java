package com.sup.messenger.domain;

/// Identifies a call. The caller's device or the server chooses it.
public record CallId(String value) implements Id {

  public CallId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
