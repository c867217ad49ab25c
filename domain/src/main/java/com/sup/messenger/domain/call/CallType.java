package com.sup.messenger.domain.call;

/// What the caller wants to send.
public enum CallType {
  AUDIO,
  VIDEO
}
