package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.relay.RemoteSession;
import com.sup.messenger.websocket.engineio.session.EngineSession;

/// What a request may do.
sealed interface Admission {

  /// Nothing.
  record Refused(EngineError error) implements Admission {}

  /// Open a session.
  record Opening(EngineRequest request) implements Admission {}

  /// Go on with a session.
  record Continuing(EngineSession session) implements Admission {}

  /// Go on with a session that another instance has, if there it is.
  record Elsewhere(RemoteSession session) implements Admission {}
}
