package com.sup.messenger.websocket.engineio.polling;

import com.sup.messenger.listener.TcpConnection;

/// A session as its HTTP requests see it, on this instance or another one.
public interface PollingSession {

  /// Makes a GET wait for packets, or answers it at once. A second GET ends the session.
  SessionStatus poll(PollRequest poll);

  /// Takes back a GET whose client has gone. This ends the session.
  ///
  /// @return false if its answer is on the way
  boolean cancel(PollRequest poll);

  /// Begins to read a POST. A second POST ends the session.
  SessionStatus beginPost(TcpConnection connection);

  /// Ends the session, because a POST is forbidden or did not come whole.
  void breakPost();

  /// Asks if a POST may be longer than a stranger's. It may if the client is known.
  SessionStatus longPost();

  /// Takes a whole body.
  SessionStatus post(byte[] body);

  /// Ends the POST before its answer, so that the next may come.
  void endPost();
}
