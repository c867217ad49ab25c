package com.sup.messenger.websocket.engineio;

import java.util.Optional;

/// Decides if a request may open a session.
@FunctionalInterface
public interface EngineGate {

  /// Lets every request in.
  EngineGate OPEN = request -> Optional.empty();

  /// Returns nothing to admit the request, else the message of the refusal. The client sees the
  /// message (HTTP 403, `{"code":4,"message":"..."}`).
  ///
  /// Runs on the thread of the request, once for each new session. If it throws, the request is
  /// refused with `Forbidden`.
  Optional<String> refusal(EngineRequest request);
}
