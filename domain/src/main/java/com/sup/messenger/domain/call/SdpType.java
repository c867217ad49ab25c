package com.sup.messenger.domain.call;

/// The type of a session description in a running call (WebRTC, `RTCSdpType`).
public enum SdpType {
  OFFER,
  ANSWER,
  ROLLBACK
}
