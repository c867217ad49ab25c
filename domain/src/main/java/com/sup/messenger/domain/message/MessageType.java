package com.sup.messenger.domain.message;

/// What kind of thing a message's content is, for the receiver's device to show.
public enum MessageType {
  TEXT,
  IMAGE,
  VIDEO,
  AUDIO,
  FILE,
  VOICE
}
