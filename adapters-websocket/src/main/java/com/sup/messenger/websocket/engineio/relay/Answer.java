package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.HandOver;

/// What the owner of a session answers.
sealed interface Answer {

  /// Whether the request may do what it asks for.
  record Status(SessionStatus status) implements Answer {}

  /// The GET waits still.
  ///
  /// @param known whether the client of the session is
  record Waiting(boolean known) implements Answer {}

  /// The GET is answered.
  ///
  /// @param body of the response
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Packets(byte[] body) implements Answer {}

  /// The session has ended here and goes on where was asked.
  record Handed(HandOver session) implements Answer {}
}
