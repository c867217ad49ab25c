package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.HandOver;

/// The answer of the owner of a session.
sealed interface RelayAnswer {

  /// Says if the request may do what it asks for.
  record Status(SessionStatus status) implements RelayAnswer {}

  /// Says that the GET still waits.
  ///
  /// @param known true if the client of the session is known
  record Waiting(boolean known) implements RelayAnswer {}

  /// Answers the GET.
  ///
  /// @param body of the response
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Packets(byte[] body) implements RelayAnswer {}

  /// Hands over a session. It has ended here, and continues at the instance that asked.
  record Handed(HandOver session) implements RelayAnswer {}
}
