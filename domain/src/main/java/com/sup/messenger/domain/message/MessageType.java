package com.sup.messenger.domain.message;

/// The kind of content of a message. The receiver's device needs it to show the message.
public enum MessageType {
  TEXT,
  IMAGE,
  VIDEO,
  AUDIO,
  FILE,
  VOICE
}
