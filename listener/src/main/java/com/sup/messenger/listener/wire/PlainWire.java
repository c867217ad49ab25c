package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A wire of TCP alone.
public final class PlainWire implements Wire {

  private static final byte[] NONE = {};

  private final SocketChannel channel;
  private byte[] first;

  /// @param first bytes that have been read from the channel before
  public PlainWire(SocketChannel channel, byte[] first) {
    this.channel = channel;
    this.first = first;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (first.length > 0) {
      int count = first.length;
      into.put(first);
      first = NONE;
      return count;
    }
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  @Override
  public boolean flush() {
    return true;
  }

  @Override
  public int held() {
    return first.length;
  }

  @Override
  public void sayGoodbye() {}
}
