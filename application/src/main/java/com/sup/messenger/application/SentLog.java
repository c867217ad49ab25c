package com.sup.messenger.application;

import com.sup.messenger.application.port.Snapshot.Sent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/// What a connection was sent and is not known to have received, in the order of the wire.
///
/// What was sent before the last heartbeat that was answered has been received. At the bound the
/// oldest are forgotten: a client that has not received them cannot be recovered.
public final class SentLog {

  private static final int MAX_EVENTS = 1_000;

  private record Entry(String offset, ServerEvent event, long nanoTime) {}

  private final long horizonNanos;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(4);

  /// A log for a new connection.
  ///
  /// @param horizon after which a connection that still stands has received what it was sent
  public SentLog(Duration horizon) {
    this.horizonNanos = horizon.toNanos();
  }

  /// Notes what the client has received last, on the connection before.
  public synchronized void begin(Sent received, long nanoTime) {
    entries.addLast(new Entry(received.offset(), received.event(), nanoTime));
  }

  /// Notes what the client may not have received yet, of what it was sent by another instance.
  public synchronized void goOn(List<Sent> sent, long nanoTime) {
    sent.forEach(event -> begin(event, nanoTime));
  }

  /// Notes what is being sent, unless it may be dropped.
  public synchronized void add(Delivery delivery, long nanoTime) {
    trim(nanoTime);
    if (delivery.isDroppable()) {
      return;
    }
    if (entries.size() == MAX_EVENTS) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(delivery.offset(), delivery.event(), nanoTime));
  }

  /// Forgets what has been received, but for the last of it: the client may name it.
  public synchronized void trim(long nanoTime) {
    while (entries.size() > 1 && nanoTime - second().nanoTime() > horizonNanos) {
      entries.removeFirst();
    }
  }

  private Entry second() {
    var all = entries.iterator();
    all.next();
    return all.next();
  }

  /// What is noted now, the oldest first.
  public synchronized List<Sent> entries() {
    return entries.stream().map(entry -> new Sent(entry.offset(), entry.event())).toList();
  }
}
