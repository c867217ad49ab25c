package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two well-behaved clients. One sends a message every few milliseconds, without waiting for
/// answers. The other measures the time of each from the moment at which it was due.
final class SteadyPair implements AutoCloseable {

  private static final Pattern DUE = Pattern.compile("\"encryptedContent\":\"(\\d+)\"");

  private final String chat;
  private final Duration interval;
  private final RawSocketIoClient author;
  private final RawSocketIoClient reader;
  private final BlockingQueue<Long> nanos = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  SteadyPair(String chat, Duration interval, RawSocketIoClient author, RawSocketIoClient reader) {
    this.chat = chat;
    this.interval = interval;
    this.author = author;
    this.reader = reader;
    threads.add(Thread.ofPlatform().daemon().start(() -> quietly(this::write)));
    threads.add(Thread.ofPlatform().daemon().start(() -> quietly(this::read)));
    threads.add(Thread.ofVirtual().start(() -> quietly(this::drain)));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void quietly(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      if (!closed) {
        // The pair then counts as one whose messages do not come.
        System.out.println("A well-behaved client was cut: " + e);
      }
    }
  }

  private void write() throws IOException {
    for (long due = System.nanoTime(); !closed; due += interval.toNanos()) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      author.send(
          "42[\"message:new\",{\"chatId\":\"%s\",\"messageType\":\"text\",\"encryptedContent\":\"%d\"}]"
              .formatted(chat, due));
    }
  }

  private void read() throws IOException {
    while (!closed) {
      Matcher due = DUE.matcher(reader.readUntil("42[\"message:new\""));
      if (due.find()) {
        nanos.add(System.nanoTime() - Long.parseLong(due.group(1)));
      }
    }
  }

  private void drain() throws IOException {
    while (!closed) {
      author.read();
    }
  }

  /// Discards the measurements so far.
  void begin() {
    nanos.clear();
  }

  /// Returns the times of the messages since [#begin], in ms, the shortest first.
  double[] millis() {
    return nanos.stream().mapToDouble(time -> time / 1e6).sorted().toArray();
  }

  /// Returns the 99th percentile of the times of several pairs, in ms.
  static double p99(List<SteadyPair> pairs) {
    double[] all =
        pairs.stream().flatMapToDouble(p -> Arrays.stream(p.millis())).sorted().toArray();
    return all.length == 0 ? Double.POSITIVE_INFINITY : all[(int) (all.length * 0.99)];
  }

  static int count(List<SteadyPair> pairs) {
    return pairs.stream().mapToInt(pair -> pair.nanos.size()).sum();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    author.close();
    reader.close();
  }
}
