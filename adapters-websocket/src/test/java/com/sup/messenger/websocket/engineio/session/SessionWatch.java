package com.sup.messenger.websocket.engineio.session;

/// Shows the state of a session to tests of other packages.
public final class SessionWatch {

  private SessionWatch() {}

  /// Returns true if a GET waits for packets.
  public static boolean isPollWaiting(EngineSession session) {
    return session.polling().isWaiting();
  }

  /// Returns true if the body of a POST is being read.
  public static boolean isReadingPost(EngineSession session) {
    return session.polling().isReadingPost();
  }

  /// Returns true if a POST waits for its answer.
  public static boolean isPosting(EngineSession session) {
    return session.polling().isPosting();
  }

  /// Returns true if a WebSocket probes.
  public static boolean isUpgrading(EngineSession session) {
    return session.upgrade().isUnderWay();
  }
}
