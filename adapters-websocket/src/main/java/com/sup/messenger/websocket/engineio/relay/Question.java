package com.sup.messenger.websocket.engineio.relay;

import java.time.Duration;

/// A question to the owner of a session, asked by the instance that a request of the session
/// reached.
public sealed interface Question {

  /// Returns the id of the session.
  String sid();

  /// Says that a GET waits for packets. It is asked again under the same number while the GET
  /// waits.
  ///
  /// @param hold how long the owner waits for packets before it answers that there are none
  /// @param last true if the owner then releases the GET, because it is asked no more
  record Poll(String sid, long poll, Duration hold, boolean last) implements Question {}

  /// Brings the body of a POST.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Post(String sid, byte[] body) implements Question {}

  /// Asks if a POST may be longer than a stranger's.
  record LongPost(String sid) implements Question {}

  /// Ends the session, because a request has failed. The client has gone, or did not get the
  /// owner's packets.
  record Break(String sid) implements Question {}

  /// Says that a WebSocket asks to take over the session.
  record Begin(String sid, long probe) implements Question {}

  /// Says that the WebSocket works, so that polls can be released.
  record Probe(String sid, long probe) implements Question {}

  /// Says that the WebSocket closed before the take-over.
  record Withdraw(String sid, long probe) implements Question {}

  /// Says that the client has switched to the WebSocket. The session is to continue at the instance
  /// that asks.
  record TakeOver(String sid, long probe) implements Question {}
}
