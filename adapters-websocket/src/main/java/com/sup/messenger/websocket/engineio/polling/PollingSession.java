package com.sup.messenger.websocket.engineio.polling;

import com.sup.messenger.listener.Connection;

/// A session as its HTTP requests reach it, wherever it is.
public interface PollingSession {

  /// Makes a GET wait for packets, or answers it at once; one too many ends the session.
  SessionStatus poll(PollRequest poll);

  /// Takes back a GET whose client has gone, which ends the session; false when its answer is on
  /// the way.
  boolean cancel(PollRequest poll);

  /// Begins to read a POST; one too many ends the session.
  SessionStatus beginPost(Connection connection);

  /// A POST must not come or has not come whole, which ends the session.
  void breakPost();

  /// Whether a POST may be longer than a stranger's: the client is known.
  SessionStatus longPost();

  /// Takes a whole body.
  SessionStatus post(byte[] body);

  /// The POST is to be answered: the next may come.
  void endPost();
}
