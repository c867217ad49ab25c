package com.sup.messenger.websocket.rfc6455;

/// What a [WebSocketConnection] tells its owner; calls come one at a time, in order.
public interface WebSocketListener {

  /// A whole text message, valid UTF-8.
  void onText(String message);

  /// A whole binary message; the array belongs to the listener.
  void onBinary(byte[] message);

  /// The connection has ended, however it ended: called exactly once, after the last message.
  ///
  /// The code is the peer's, or the one sent for a violation, or [CloseCode#NO_STATUS] for a close
  /// frame without one, or [CloseCode#ABNORMAL] when TCP ended without a close frame.
  void onClose(int code, String reason);
}
