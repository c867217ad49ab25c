package com.sup.messenger.listener;

import com.sup.messenger.listener.turn.FairShare;

/// The protocol after an upgrade.
///
/// Calls come one at a time, on a virtual thread that lives while there is something to read. A
/// call may block; then nothing more is read.
public interface Upgraded {

  /// Takes bytes that have come.
  ///
  /// @param bytes belong to the callee
  /// @param turn the turn of the calling thread; the callee [keeps it][FairShare#goOn]
  void received(byte[] bytes, FairShare turn);

  /// Takes note of the end of TCP. This is the last call, and it always comes.
  void ended();
}
