package com.sup.messenger.websocket.engineio;

import java.util.Optional;

/// The application's side of one session.
///
/// Calls for one session never run at the same time. Messages come in the order in which the client
/// sent them; [#onClose] comes exactly once, last.
public interface EngineListener {

  /// A text message, without its Engine.IO type.
  void onText(String data);

  /// A binary message; the array belongs to the listener.
  void onBinary(byte[] data);

  /// Called now and then (at least once a second) by the server's clock thread; must not block, and
  /// may run beside the other calls. The only clock that a session has: no timer a connection.
  default void onTick(long nanoTime) {}

  /// The session is to go on at another instance, whose application is
  /// [given][EngineApplication#onHandOver] what this returns; then it is the last call. What has
  /// been sent until it returns is handed over too, what is sent later is lost.
  ///
  /// @return nothing when the session cannot go on elsewhere, and then it stays
  default Optional<byte[]> onHandOver() {
    return Optional.empty();
  }

  /// The session has ended.
  void onClose(CloseReason reason);
}
