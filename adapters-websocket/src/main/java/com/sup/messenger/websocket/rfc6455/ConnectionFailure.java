package com.sup.messenger.websocket.rfc6455;

/// Fails the connection (RFC 6455 section 7.1.7) with a close code.
///
/// Has no stack trace, because a peer decides how often it is thrown. The message names the rule,
/// for the log. It is never sent to the peer.
final class ConnectionFailure extends Exception {

  private final int code;

  ConnectionFailure(int code, String rule) {
    super(rule, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
