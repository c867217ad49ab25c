package com.sup.messenger.websocket.engineio.relay;

import java.time.Duration;

/// What an instance asks the owner of a session when a request of that session has reached it.
public sealed interface Question {

  /// The session.
  String sid();

  /// A GET waits for packets. Asked again and again under the same number while it waits.
  ///
  /// @param hold how long the owner waits for packets before it answers that there are none
  /// @param last whether it then releases the GET, for nobody will ask again
  record Poll(String sid, long poll, Duration hold, boolean last) implements Question {}

  /// A POST has brought a body.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Post(String sid, byte[] body) implements Question {}

  /// A POST is longer than a stranger's may be; whether it may come.
  record LongPost(String sid) implements Question {}

  /// A request has failed in a way that ends the session: the client has gone, or has not been
  /// given what the owner had for it.
  record Break(String sid) implements Question {}

  /// A WebSocket asks to take over the session.
  record Begin(String sid, long probe) implements Question {}

  /// The WebSocket works: polls are to be released.
  record Probe(String sid, long probe) implements Question {}

  /// The WebSocket has gone before the take-over.
  record Withdraw(String sid, long probe) implements Question {}

  /// The client has switched to the WebSocket: the session is to go on where that is.
  record TakeOver(String sid, long probe) implements Question {}
}
