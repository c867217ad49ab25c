package com.sup.messenger.domain.call;

/// The status of a call in an event to a client.
public enum CallStatus {
  INCOMING,
  ANSWERED,
  REJECTED,
  ENDED
}
