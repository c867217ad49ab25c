package com.sup.messenger.websocket.engineio;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// The other instances of the server. A request may reach any of them, although its session belongs
/// to another one.
///
/// Questions and answers may get lost. A question is then asked again, so an answerer can get the
/// same question more than once. A question is hardly longer than the longest POST body. An answer
/// holds 900 kB of packets, or one packet that is longer.
public interface Peers {

  /// Returns the id of this instance, in base64url characters. All instances have ids of the same
  /// length. Every session id begins with the id of its instance.
  String self();

  /// Asks an instance, and waits for its answer on the calling virtual thread.
  ///
  /// @throws PeerUnavailableException at once if the instance is known to be gone, else if no
  ///     answer came in time. The instance may have got the question all the same.
  byte[] ask(String instance, byte[] question, Duration timeout) throws PeerUnavailableException;

  /// Sets the function that answers the questions to this instance. Each call runs on a virtual
  /// thread of its own and may take some seconds. Up to 750 polls of each instance wait in one at a
  /// time.
  void answer(UnaryOperator<byte[]> answerer);
}
