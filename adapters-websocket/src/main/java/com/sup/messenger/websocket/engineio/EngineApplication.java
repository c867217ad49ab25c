package com.sup.messenger.websocket.engineio;

/// What an Engine.IO server is made for.
@FunctionalInterface
public interface EngineApplication {

  /// A session has opened; its open packet is queued before anything that the application sends.
  ///
  /// Runs on the thread of the request that opened the session; must not block for long.
  EngineListener onOpen(EngineSocket socket);
}
