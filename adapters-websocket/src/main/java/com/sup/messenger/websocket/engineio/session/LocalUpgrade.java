package com.sup.messenger.websocket.engineio.session;

/// The upgrade of a session to a WebSocket of the same instance.
///
/// @param candidate the WebSocket
public record LocalUpgrade(SessionUpgrade session, WebSocketTransport candidate)
    implements Upgrade {

  @Override
  public boolean probe() {
    if (!session.isProbedBy(candidate)) {
      return false;
    }
    session.probed();
    return true;
  }

  @Override
  public boolean complete() {
    return session.complete(candidate);
  }

  @Override
  public void withdraw() {
    session.forget(candidate);
  }
}
