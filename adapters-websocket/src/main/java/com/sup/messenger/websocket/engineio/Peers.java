package com.sup.messenger.websocket.engineio;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// The other instances of the server, any of which a request may reach that belongs to another
/// one's session.
///
/// What is asked or answered may get lost, and is then asked again: an answerer is given the same
/// question more than once. A question is hardly longer than the longest POST body; an answer holds
/// 900 kB of packets, or one packet that is longer.
public interface Peers {

  /// No other instance.
  Peers NONE = new NoPeers();

  /// The id of this instance, as long as that of every other one, of base64url characters; every
  /// session id begins with it.
  String self();

  /// Asks an instance, and waits on the calling virtual thread for what it answers.
  ///
  /// @throws PeerUnavailableException at once where the instance is known to be gone, else when no
  ///     answer has come in time; it may have been asked all the same
  byte[] ask(String instance, byte[] question, Duration timeout) throws PeerUnavailableException;

  /// Answers what this instance is asked from now on. Each call runs on a virtual thread of its own
  /// and may take some seconds; up to 750 polls of each instance wait in one at a time.
  void answer(UnaryOperator<byte[]> answerer);
}
