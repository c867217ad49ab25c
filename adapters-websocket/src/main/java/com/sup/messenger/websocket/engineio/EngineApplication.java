package com.sup.messenger.websocket.engineio;

/// What an Engine.IO server is made for.
@FunctionalInterface
public interface EngineApplication {

  /// A session has opened; its open packet is queued before anything that the application sends.
  ///
  /// Runs on the thread of the request that opened the session; must not block for long.
  EngineListener onOpen(EngineSocket socket);

  /// A session goes on that another instance's application has [let go][EngineListener#onHandOver],
  /// under the same id; what was sent there comes before anything that is sent here.
  ///
  /// Runs before anything that the client sends now; where it throws, the session ends.
  ///
  /// @param state what the other application said
  default EngineListener onHandOver(EngineSocket socket, byte[] state) {
    throw new UnsupportedOperationException("goes on nowhere else");
  }
}
