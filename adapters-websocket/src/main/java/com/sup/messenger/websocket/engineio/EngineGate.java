package com.sup.messenger.websocket.engineio;

import java.util.Optional;

/// Decides whether a request may open a session.
@FunctionalInterface
public interface EngineGate {

  /// Lets every request in.
  EngineGate OPEN = request -> Optional.empty();

  /// Empty to admit the request, else the message of the refusal, which the client sees (HTTP 403,
  /// `{"code":4,"message":"..."}`).
  ///
  /// Runs on the thread of the request, once for each new session. An exception refuses with
  /// `Forbidden`.
  Optional<String> refusal(EngineRequest request);
}
