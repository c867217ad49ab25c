package com.sup.messenger.domain;

/// Identifies a message. Ids that the server makes sort by the time of their creation.
public record MessageId(String value) implements Id {

  public MessageId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
