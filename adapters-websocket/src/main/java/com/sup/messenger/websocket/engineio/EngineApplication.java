package com.sup.messenger.websocket.engineio;

/// The application of an Engine.IO server.
@FunctionalInterface
public interface EngineApplication {

  /// Called when a session has opened. Its open packet is queued before anything that the
  /// application sends.
  ///
  /// Runs on the thread of the request that opened the session. Must not block for long.
  EngineListener onOpen(EngineSocket socket);

  /// Called when a session of another instance continues here, under the same id. The other
  /// application has [let go][EngineListener#onHandOver] of it. The client gets the packets sent
  /// there before those sent here.
  ///
  /// Runs before the next message of the client. The session ends if it throws.
  ///
  /// @param state the answer of the other application
  default EngineListener onHandOver(EngineSocket socket, byte[] state) {
    throw new UnsupportedOperationException("no session is handed over to this application");
  }
}
