package com.sup.messenger.domain.call;

/// The kind of media that the caller wants to send.
public enum CallType {
  AUDIO,
  VIDEO
}
