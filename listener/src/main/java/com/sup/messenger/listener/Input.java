package com.sup.messenger.listener;

import com.sup.messenger.listener.turn.FairShare;
import com.sup.messenger.listener.wire.Buffers;
import com.sup.messenger.listener.wire.Link;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads the bytes of a connection, and counts them against the budget of all connections.
///
/// For the thread of the connection.
final class Input {

  /// The bytes of the objects around one read: a client may send byte by byte.
  private static final int OVERHEAD = 64;

  private final Link link;
  private final ByteBudget.Account account;
  private final FairShare turn;
  private int heldByWire;

  Input(Link link, ByteBudget.Account account, FairShare turn) {
    this.link = link;
    this.account = account;
    this.turn = turn;
  }

  /// Waits for bytes.
  ///
  /// @return at least one byte; `null` at the end of the connection
  byte @Nullable [] read() throws IOException {
    byte[] bytes = readNow();
    turn.goOn(bytes == null ? 0 : bytes.length);
    while (bytes != null && bytes.length == 0) {
      await();
      bytes = readNow();
    }
    return bytes;
  }

  /// Reads the bytes that have come.
  ///
  /// @return empty if nothing has come; `null` at the end of the connection
  byte @Nullable [] readNow() throws IOException {
    ByteBuffer buffer = Buffers.take();
    try {
      int count = link.read(buffer);
      account.hold((count > 0 ? count + OVERHEAD : 0) + link.held() - heldByWire);
      heldByWire = link.held();
      return count < 0 ? null : Buffers.copy(buffer.flip());
    } finally {
      Buffers.give(buffer);
    }
  }

  /// Waits until there may be bytes.
  void await() throws IOException {
    link.forInput();
    turn.begin();
  }

  /// Releases the bytes of one [#readNow].
  void release(byte[] read) {
    account.release(read.length + OVERHEAD);
  }

  /// Releases all bytes.
  void releaseAll() {
    account.releaseAll();
    heldByWire = 0;
  }

  /// Reads until the end of the connection, or about this number of bytes, and keeps nothing.
  void throwAway(int most) throws IOException {
    for (int left = most; left > 0; turn.goOn()) {
      int count = readAndForget();
      if (count < 0) {
        return;
      }
      if (count == 0) {
        link.forInput();
      }
      left -= count;
    }
  }

  private int readAndForget() throws IOException {
    ByteBuffer buffer = Buffers.take();
    try {
      return link.read(buffer);
    } finally {
      Buffers.give(buffer);
    }
  }
}
