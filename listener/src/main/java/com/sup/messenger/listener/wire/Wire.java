package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What carries the bytes of a connection: TCP, or TLS over TCP. Never blocks.
///
/// One thread reads and one thread writes at a time.
public sealed interface Wire permits PlainWire, TlsWire {

  /// Reads what there is into an empty buffer of [Buffers#SIZE].
  ///
  /// @return how many bytes; 0 if there are none now, -1 if none will come
  int read(ByteBuffer into) throws IOException;

  /// Takes what it can of the bytes.
  ///
  /// @return how many bytes it has taken
  int write(ByteBuffer from) throws IOException;

  /// Hands what has been taken to TCP.
  ///
  /// @return whether TCP has all of it
  boolean flush() throws IOException;

  /// How many bytes have come and wait for more before they can be read.
  int held();

  /// Tells the peer that nothing follows, if that is possible at once.
  void sayGoodbye();
}
