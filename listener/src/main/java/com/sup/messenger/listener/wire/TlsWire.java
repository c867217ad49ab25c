package com.sup.messenger.listener.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// A wire of TLS over TCP. Between two reads or writes, it keeps only the beginning of a record.
public final class TlsWire implements Wire {

  private static final byte[] NONE = {};

  /// The most requests for new keys from a peer that reads nothing. Each answer that waits is kept.
  private static final int MAX_UNANSWERED = 16;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// The most records without content, such as new keys; one more is allowed each minute. Each new
  /// key costs more than a request.
  private static final int MAX_EMPTY = 32;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MAX_LAST_WORDS = 4;

  /// The most steps after one record. No record needs more.
  private static final int MAX_STEPS = 8;

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ReentrantLock writing;

  /// The beginning of a record. For the reading thread.
  private volatile byte[] record;

  /// The number of requests for new keys without an answer. For the reading thread.
  private int unanswered;

  /// Encrypted bytes that TCP has not taken yet. Under the lock.
  private byte[] unsent = NONE;

  private final long begun = System.nanoTime();

  /// The number of records without content since then. For the reading thread.
  private long empty;

  /// @param writing held by each thread that writes
  /// @param first bytes that have been read from the channel before
  public TlsWire(SocketChannel channel, SSLEngine engine, ReentrantLock writing, byte[] first) {
    this.channel = channel;
    this.engine = engine;
    this.writing = writing;
    this.record = first;
  }

  /// The ways to wait for the peer.
  public interface Waits {
    /// Waits until there may be something to read.
    void forInput() throws IOException;

    /// Waits until there may be room to write.
    void forRoom() throws IOException;
  }

  /// Does the handshake.
  ///
  /// @throws IOException if it fails, or the peer ends the connection
  public void handshake(Waits waits) throws IOException {
    try {
      shakeHands(waits);
    } catch (SSLException e) {
      sayGoodbye();
      throw e;
    }
  }

  private void shakeHands(Waits waits) throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrapAll(waits);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapOne(waits);
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void wrapAll(Waits waits) throws IOException {
    writing.lock();
    try {
      wrap(NOTHING);
      while (!flush()) {
        waits.forRoom();
      }
    } finally {
      writing.unlock();
    }
  }

  private void unwrapOne(Waits waits) throws IOException {
    ByteBuffer encrypted = Buffers.take();
    ByteBuffer plain = Buffers.take();
    boolean wait = false;
    try {
      encrypted.put(record).flip();
      Status status = engine.unwrap(encrypted, plain).getStatus();
      encrypted.compact();
      requireRoom(encrypted.position());
      int count = status == Status.BUFFER_UNDERFLOW ? channel.read(encrypted) : 1;
      record = Buffers.copy(encrypted.flip());
      if (status == Status.CLOSED || count < 0) {
        throw new EOFException("the peer has ended the connection");
      }
      wait = count == 0;
    } finally {
      Buffers.give(plain);
      Buffers.give(encrypted);
    }
    if (wait) {
      waits.forInput();
    }
  }

  // RFC 8446 section 5.2, RFC 5246 section 6.2.3: a record that is allowed leaves room.
  private static void requireRoom(int held) throws SSLException {
    if (held == Buffers.SIZE) {
      throw new SSLException("A record is too long");
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    ByteBuffer encrypted = Buffers.take();
    try {
      encrypted.put(record);
      int count = channel.read(encrypted);
      boolean ended = unwrap(encrypted.flip(), into) || count < 0;
      requireRoom(encrypted.remaining());
      record = encrypted.hasRemaining() ? Buffers.copy(encrypted) : NONE;
      return into.position() == 0 && ended ? -1 : into.position();
    } catch (SSLException e) {
      sayGoodbye();
      throw e;
    } finally {
      Buffers.give(encrypted);
    }
  }

  /// @return true if the peer has ended its side
  private boolean unwrap(ByteBuffer encrypted, ByteBuffer into) throws IOException {
    while (encrypted.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(encrypted, into);
      if (result.getStatus() == Status.CLOSED) {
        encrypted.position(encrypted.limit());
        return true;
      }
      if (result.getStatus() != Status.OK) {
        // The record is not complete, or the buffer is full. It waits for the next read.
        return false;
      }
      if (result.bytesProduced() == 0) {
        countEmpty();
      }
      settle();
    }
    return false;
  }

  private void countEmpty() throws SSLException {
    empty++;
    if (empty > MAX_EMPTY + (System.nanoTime() - begun) / MINUTE) {
      throw new SSLException("Too many records are empty");
    }
  }

  // After the handshake: new keys, new tickets, or messages that are not allowed (RFC 8446 section
  // 4.6).
  private void settle() throws IOException {
    for (int i = 0; i < MAX_STEPS; i++) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          if (!wrapOne()) {
            return;
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  /// @return true if there was room for it
  private boolean wrapOne() throws IOException {
    writing.lock();
    try {
      boolean room = flush();
      if (room) {
        wrap(NOTHING);
        unanswered = 0;
      } else if (++unanswered > MAX_UNANSWERED) {
        throw new SSLException("The peer asks for new keys and reads nothing");
      }
      return room;
    } finally {
      writing.unlock();
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return flush() ? wrap(from) : 0;
  }

  private int wrap(ByteBuffer from) throws IOException {
    ByteBuffer encrypted = Buffers.take();
    try {
      SSLEngineResult result = engine.wrap(from, encrypted);
      if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0) {
        throw new SSLException("TLS has ended");
      }
      encrypted.flip();
      channel.write(encrypted);
      unsent = Buffers.copy(encrypted);
      return result.bytesConsumed();
    } finally {
      Buffers.give(encrypted);
    }
  }

  @Override
  public boolean flush() throws IOException {
    if (unsent.length > 0) {
      ByteBuffer rest = ByteBuffer.wrap(unsent);
      channel.write(rest);
      unsent = Buffers.copy(rest);
    }
    return unsent.length == 0;
  }

  @Override
  public int held() {
    return record.length;
  }

  /// Sends the last alert of the engine: a failure, or the end of this side.
  @Override
  public void sayGoodbye() {
    if (writing.tryLock()) {
      try {
        engine.closeOutbound();
        for (int i = 0; i < MAX_LAST_WORDS && flush() && !engine.isOutboundDone(); i++) {
          wrap(NOTHING);
        }
      } catch (IOException _) {
        // The peer has left already.
      } finally {
        writing.unlock();
      }
    }
  }
}
