package com.sup.messenger.bootstrap.system;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// An attack that sends a number of bytes in a given time, from a few threads. It sends fewer if
/// the service takes fewer. Its rate is limited, because it shares the processors with the service
/// and must not win by using them up. Each shot opens connections. The newest ones stay open to the
/// end.
final class Barrage implements AutoCloseable {

  private static final int THREADS = Integer.getInteger("sup.hostile.threads", 4);
  /// The part of the time in which all is sent.
  private static final double PACE = 0.9;

  private static final int PIECE = 64 * 1024;

  /// The first of the loopback addresses that an attack may come from: 127.0.0.11.
  private static final int FIRST_ADDRESS = 11;

  private static final byte[] LETTERS = new byte[PIECE];

  static {
    Arrays.fill(LETTERS, (byte) 'h');
  }

  private final Force force;
  private final int most;
  private final ConcurrentLinkedDeque<Closeable> open = new ConcurrentLinkedDeque<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger shots = new AtomicInteger();
  private volatile long begun;
  private volatile boolean over;

  /// The size of an attack.
  ///
  /// @param bytes the number of bytes that it sends
  /// @param time the greatest time that it takes
  /// @param addresses the number of addresses that it comes from; 0 is the usual one
  record Force(long bytes, Duration time, int addresses) {}

  /// The result of an attack.
  record Done(long bytes, int shots, double seconds) {

    /// Returns the sum of two attacks at the same time.
    Done and(Done other) {
      return new Done(bytes + other.bytes, shots + other.shots, Math.max(seconds, other.seconds));
    }
  }

  /// One step of the attack.
  interface Shot {
    void fire(Barrage barrage, int index) throws IOException;
  }

  /// @param most the greatest number of connections that stay open at a time
  Barrage(Force force, int most) {
    this.force = force;
    this.most = most;
  }

  /// Fires until the bytes are sent, the time is over, or the number of shots is reached.
  Done fire(int shotsAtMost, Shot shot) throws InterruptedException {
    begun = System.nanoTime();
    long end = begun + force.time().toNanos();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory())) {
      for (int i = 0; i < THREADS; i++) {
        threads.execute(
            () -> {
              Niceness.giveWay();
              fireAgainAndAgain(shotsAtMost, shot);
            });
      }
      threads.shutdown();
      while (!threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - end >= 0 && !over) {
          close();
        }
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Done(sent.get(), Math.min(shots.get(), shotsAtMost), seconds);
  }

  private void fireAgainAndAgain(int shotsAtMost, Shot shot) {
    for (int index = shots.getAndIncrement();
        index < shotsAtMost && !over && sent.get() < force.bytes();
        index = shots.getAndIncrement()) {
      awaitTurn();
      try {
        shot.fire(this, index);
      } catch (IOException _) {
        // The shot was refused or cut. Without a pause, the service would hardly keep up.
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private void awaitTurn() {
    double due = (double) sent.get() / force.bytes() * force.time().toNanos() * PACE;
    long left = begun + (long) due - System.nanoTime();
    while (left > 0 && !over) {
      LockSupport.parkNanos(left);
      left = begun + (long) due - System.nanoTime();
    }
  }

  /// Opens a connection, from one of the addresses.
  ///
  /// @param receiveBuffer the size in bytes; 0 for the default
  RawTcp tcp(int port, int index, int receiveBuffer) throws IOException {
    return keep(new RawTcp(address(index), port, receiveBuffer));
  }

  /// Opens a WebSocket, from one of the addresses.
  RawSocketIoClient webSocket(int port, int index) throws IOException {
    return keep(RawSocketIoClient.open(socket(index), port, ""));
  }

  /// Connects a client with a token, from one of the addresses.
  RawSocketIoClient client(int port, int index, String token, int receiveBuffer)
      throws IOException {
    return keep(RawSocketIoClient.connect(socket(index), port, token, receiveBuffer));
  }

  private Socket socket(int index) throws IOException {
    Socket socket = keep(new Socket());
    socket.bind(new InetSocketAddress(address(index), 0));
    return socket;
  }

  private InetAddress address(int index) {
    int last = force.addresses() == 0 ? 1 : FIRST_ADDRESS + index % Math.max(1, force.addresses());
    return InetAddress.ofLiteral("127.0.0." + last);
  }

  private <C extends Closeable> C keep(C connection) throws IOException {
    open.add(connection);
    if (count.incrementAndGet() > most) {
      Closeable oldest = open.poll();
      if (oldest != null) {
        count.decrementAndGet();
        oldest.close();
      }
    }
    if (over) {
      connection.close();
    }
    return connection;
  }

  /// Sends text. Each character is one byte.
  void send(RawTcp connection, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int from = 0; from < bytes.length; from += PIECE) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
      connection.send(piece, piece.length);
      sent.addAndGet(piece.length);
    }
  }

  /// Sends a number of letters.
  void sendLetters(RawTcp connection, int letters) throws IOException {
    for (int left = letters; left > 0 && !over; left -= PIECE) {
      connection.send(LETTERS, Math.min(left, PIECE));
      sent.addAndGet(Math.min(left, PIECE));
    }
  }

  /// Sends a number of letters on a WebSocket, as part of a frame's payload.
  void sendLetters(RawSocketIoClient client, int letters) throws IOException {
    for (int left = letters; left > 0 && !over; left -= PIECE) {
      client.sendBytes(LETTERS, Math.min(left, PIECE));
      sent.addAndGet(Math.min(left, PIECE));
    }
  }

  /// Sends a text message of any length on a WebSocket.
  void sendMessage(RawSocketIoClient client, String packet) throws IOException {
    byte[] bytes = packet.getBytes(StandardCharsets.ISO_8859_1);
    client.beginFrame(0x81, bytes.length);
    for (int from = 0; from < bytes.length && !over; from += PIECE) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
      client.sendBytes(piece);
      sent.addAndGet(piece.length);
    }
  }

  /// Counts bytes that somebody else sent, such as answers to a request.
  void count(long bytes) {
    sent.addAndGet(bytes);
  }

  boolean isOver() {
    return over;
  }

  /// Ends the attack and all its connections.
  @Override
  public void close() {
    over = true;
    for (Closeable connection : open) {
      try {
        connection.close();
      } catch (IOException _) {
        // The connection has ended already.
      }
    }
  }
}
