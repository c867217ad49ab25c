package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One TCP connection. Virtual threads read and write it, and wait for it without a socket call.
///
/// One thread reads at a time. Any number may write, one after another.
public final class Link implements Reactor.Ready, TlsWire.Waits {

  private static final long NEVER = 0;

  private final SocketChannel channel;
  private final Reactor reactor;
  private final SelectionKey key;
  private final Runnable onInput;
  private final ReentrantLock writing = new ReentrantLock();
  private Wire wire;
  private volatile @Nullable Thread reader;
  private volatile @Nullable Thread writer;
  private volatile long readyAt = NEVER;
  private volatile long arrival;
  private long receivedAt;
  private long readAt = System.nanoTime();
  private volatile boolean readable;
  private volatile boolean writable;
  private volatile boolean cut;

  /// @param onInput run when input has come after [#whenInput]
  public Link(SocketChannel channel, Reactor reactor, Runnable onInput) throws IOException {
    this.channel = channel;
    this.reactor = reactor;
    this.onInput = onInput;
    this.wire = new PlainWire(channel, new byte[0]);
    this.key = reactor.register(channel, this);
  }

  /// Sets another wire. For the reading thread, before anything else has been written.
  public void carryBy(UnaryOperator<Wire> next) {
    wire = next.apply(wire);
  }

  public SocketChannel channel() {
    return channel;
  }

  public ReentrantLock writing() {
    return writing;
  }

  /// Reads the bytes that have come, as [Wire#read] does.
  public int read(ByteBuffer into) throws IOException {
    long ready = readyAt;
    readyAt = NEVER;
    int count = wire.read(into);
    if (count > 0) {
      long now = System.nanoTime();
      receivedAt = ready == NEVER ? readAt : ready;
      readAt = now;
      arrival = ready == NEVER ? now : ready;
    }
    return count;
  }

  /// Returns the time at which the last bytes had come, by `nanoTime`.
  ///
  /// The reactor sees the order in which connections have input. Their threads run in any order.
  public long arrival() {
    return arrival;
  }

  /// Returns a time, by `nanoTime`, before which the last bytes had not come. For the reading
  /// thread.
  public long receivedAt() {
    return receivedAt;
  }

  /// Returns the number of bytes that have come and cannot be read yet.
  public int held() {
    return wire.held();
  }

  /// Writes all bytes. Waits while the peer reads too slowly.
  ///
  /// @throws IOException if the connection has ended, or is cut meanwhile
  public void write(ByteBuffer from) throws IOException {
    writing.lock();
    try {
      while (from.hasRemaining()) {
        if (wire.write(from) == 0) {
          forRoom();
        }
      }
      while (!wire.flush()) {
        forRoom();
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void forInput() throws IOException {
    readable = false;
    reader = Thread.currentThread();
    reactor.await(key, SelectionKey.OP_READ);
    try {
      while (!readable) {
        park();
      }
    } finally {
      reader = null;
    }
  }

  @Override
  public void forRoom() throws IOException {
    writable = false;
    writer = Thread.currentThread();
    reactor.await(key, SelectionKey.OP_WRITE);
    try {
      while (!writable) {
        park();
      }
    } finally {
      writer = null;
    }
  }

  private void park() throws ClosedChannelException {
    if (cut) {
      throw new ClosedChannelException();
    }
    LockSupport.park(this);
    if (Thread.interrupted()) {
      cut();
    }
  }

  /// Waits for input without a thread.
  public void whenInput() {
    reactor.await(key, SelectionKey.OP_READ);
  }

  @Override
  public void ready(int operations) {
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      writable = true;
      LockSupport.unpark(writer);
    }
    if ((operations & SelectionKey.OP_READ) != 0) {
      readyAt = System.nanoTime();
      Thread waiting = reader;
      if (waiting == null) {
        onInput.run();
      } else {
        readable = true;
        LockSupport.unpark(waiting);
      }
    }
  }

  /// Returns true if a thread is inside a write.
  public boolean isWriting() {
    return writing.isLocked();
  }

  public boolean isCut() {
    return cut;
  }

  public void sayGoodbye() {
    wire.sayGoodbye();
  }

  /// Ends TCP now. Never blocks. Safe for any thread.
  public void cut() {
    cut = true;
    try {
      channel.close();
    } catch (IOException _) {
      // The channel is closed even then.
    }
    reactor.forgetClosed();
    LockSupport.unpark(reader);
    LockSupport.unpark(writer);
  }
}
