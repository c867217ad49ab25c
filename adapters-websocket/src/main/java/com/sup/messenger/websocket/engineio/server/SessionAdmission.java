package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.relay.RemoteSession;
import com.sup.messenger.websocket.engineio.session.EngineSession;

/// The result of the check of a request.
sealed interface SessionAdmission {

  /// Refuses the request.
  record Refused(EngineError error) implements SessionAdmission {}

  /// Lets the request open a session.
  record Opening(EngineRequest request) implements SessionAdmission {}

  /// Lets the request use a session of this instance.
  record Continuing(EngineSession session) implements SessionAdmission {}

  /// Lets the request ask another instance for its session.
  record Elsewhere(RemoteSession session) implements SessionAdmission {}
}
