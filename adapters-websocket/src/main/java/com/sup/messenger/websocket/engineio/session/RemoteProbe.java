package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;

/// A WebSocket at another instance.
public final class RemoteProbe implements Probe {
  private final long number;
  private volatile boolean probed;

  public RemoteProbe(long number) {
    this.number = number;
  }

  boolean is(long asked) {
    return number == asked;
  }

  public void probed() {
    probed = true;
  }

  @Override
  public boolean isProbed() {
    return probed;
  }

  /// It finds that out by itself.
  @Override
  public void close(CloseReason reason) {}
}
