package com.sup.messenger.domain.call;

/// What a call event tells of the call.
public enum CallStatus {
  INCOMING,
  ANSWERED,
  REJECTED,
  ENDED
}
