package com.sup.messenger.websocket.engineio;

/// A WebSocket at another instance.
final class RemoteProbe implements Probe {
  private final long number;
  private volatile boolean probed;

  RemoteProbe(long number) {
    this.number = number;
  }

  boolean is(long asked) {
    return number == asked;
  }

  void probed() {
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
