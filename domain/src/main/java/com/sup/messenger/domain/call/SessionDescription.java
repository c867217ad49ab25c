package com.sup.messenger.domain.call;

import org.jspecify.annotations.Nullable;

/// A step of the negotiation in a running call (WebRTC, `RTCSessionDescriptionInit`).
///
/// @param sdp the text, which a rollback does not need
public record SessionDescription(SdpType type, @Nullable Sdp sdp) {

  /// Returns about how many bytes it holds.
  public int weight() {
    return sdp == null ? 0 : sdp.value().length();
  }
}
