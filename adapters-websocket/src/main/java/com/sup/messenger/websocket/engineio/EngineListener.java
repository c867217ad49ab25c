package com.sup.messenger.websocket.engineio;

import java.util.Optional;

/// The application's side of one session.
///
/// Calls for one session never run at the same time. Messages come in the order in which the client
/// sent them. [#onClose] comes exactly once, last.
public interface EngineListener {

  /// Takes a text message, without its Engine.IO type.
  void onText(String data);

  /// Takes a binary message. The array belongs to the listener.
  void onBinary(byte[] data);

  /// Called at least once a second by the server's clock thread. Must not block, and may run beside
  /// the other calls. It is the only clock of a session: no connection has a timer of its own.
  default void onTick(long nanoTime) {}

  /// Called when the session is to continue at another instance. That instance's application
  /// [gets][EngineApplication#onHandOver] the returned bytes, and this is the last call. Messages
  /// sent before it returns are handed over too. Messages sent later are lost.
  ///
  /// @return nothing if the session cannot continue elsewhere; then it stays
  default Optional<byte[]> onHandOver() {
    return Optional.empty();
  }

  /// Called when the session has ended.
  void onClose(CloseReason reason);
}
