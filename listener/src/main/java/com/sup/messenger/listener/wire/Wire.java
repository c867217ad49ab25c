package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Carries the bytes of a connection: TCP, or TLS over TCP. Never blocks.
///
/// One thread reads and one thread writes at a time.
public sealed interface Wire permits PlainWire, TlsWire {

  /// Reads the bytes that have come into an empty buffer of [Buffers#SIZE].
  ///
  /// @return the number of bytes; 0 if there are none now, -1 if none will come
  int read(ByteBuffer into) throws IOException;

  /// Takes as many of the bytes as possible now.
  ///
  /// @return the number of bytes that it has taken
  int write(ByteBuffer from) throws IOException;

  /// Hands all taken bytes to TCP, as far as possible now.
  ///
  /// @return true if TCP has all of them
  boolean flush() throws IOException;

  /// Returns the number of bytes that have come and cannot be read yet.
  int held();

  /// Announces the end of this side to the peer, if that is possible at once.
  void sayGoodbye();
}
