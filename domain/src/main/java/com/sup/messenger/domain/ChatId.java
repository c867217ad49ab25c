package com.sup.messenger.domain;

/// Identifies a chat.
public record ChatId(String value) implements Id {

  public ChatId {
    Id.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
