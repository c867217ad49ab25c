package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;

/// A WebSocket at another instance.
public final class RemoteProbe implements Probe {
  private final long number;
  private volatile boolean probed;

  /// Makes a probe.
  ///
  /// @param number of the WebSocket at the other instance
  public RemoteProbe(long number) {
    this.number = number;
  }

  boolean is(long asked) {
    return number == asked;
  }

  /// Notes that the WebSocket works.
  public void probed() {
    probed = true;
  }

  @Override
  public boolean isProbed() {
    return probed;
  }

  /// Does nothing: the other instance notices the end by itself.
  @Override
  public void close(CloseReason reason) {}
}
