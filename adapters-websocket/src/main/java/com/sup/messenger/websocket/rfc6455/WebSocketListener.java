package com.sup.messenger.websocket.rfc6455;

/// Takes the messages and the end of a [WebSocketConnection]. Calls come one at a time, in order.
public interface WebSocketListener {

  /// Takes a whole text message, valid UTF-8.
  void onText(String message);

  /// Takes a whole binary message. The array belongs to the listener.
  void onBinary(byte[] message);

  /// Called when the connection has ended, exactly once, after the last message.
  ///
  /// The code is the peer's, or the one sent for a violation. It is [CloseCode#NO_STATUS] for a
  /// close frame without a code, and [CloseCode#ABNORMAL] if TCP ended without a close frame.
  void onClose(int code, String reason);
}
