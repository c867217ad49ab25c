package com.sup.messenger.domain;

/// A message; those made by the server sort by the time of their creation.
public record MessageId(String value) implements Id {

  public MessageId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
