package com.sup.messenger.listener;

import com.sup.messenger.listener.turn.Turn;

/// What a connection has been upgraded to.
///
/// Calls come one at a time, on a virtual thread that lives while there is something to read; a
/// call may block, and nothing more is read meanwhile.
public interface Upgraded {

  /// Bytes have come.
  ///
  /// @param bytes belong to the callee
  /// @param turn of the calling thread, which is to be [kept][Turn#goOn]
  void received(byte[] bytes, Turn turn);

  /// TCP has ended, or has been cut: the last call, which always comes.
  void ended();
}
