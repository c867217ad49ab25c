package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Snapshot.Sent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/// What a connection was sent and is not known to have received, in the order of the wire.
///
/// What was sent before the last heartbeat that was answered has been received. At the bound the
/// oldest are forgotten: a client that has not received them cannot be recovered. The bounds are a
/// number, and those of [SentBudget].
public final class SentLog {

  private static final int MAX_EVENTS = 1_000;

  private record Entry(SentNote note, long weight, long nanoTime) {}

  private final long horizonNanos;
  private final SentBudget budget;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(4);
  private long held;
  private boolean closed;

  /// A log for a new connection.
  ///
  /// @param horizon after which a connection that still stands has received what it was sent
  /// @param budget of all connections
  public SentLog(Duration horizon, SentBudget budget) {
    this.horizonNanos = horizon.toNanos();
    this.budget = budget;
  }

  /// Notes what the client has received last, on the connection before.
  public synchronized void begin(Sent received, long nanoTime) {
    // Nobody closes the log of a connection that is refused yet: so it holds nothing of the budget.
    entries.addLast(new Entry(new SentNote(received.offset(), received.event()), 0, nanoTime));
  }

  /// Notes what the client may not have received yet, of what it was sent by another instance.
  public synchronized void goOn(List<Sent> sent, long nanoTime) {
    sent.forEach(event -> append(new SentNote(event.offset(), event.event()), nanoTime));
  }

  /// Notes what is being sent, unless it may be dropped.
  public synchronized void add(Delivery delivery, long nanoTime) {
    trim(nanoTime);
    if (!delivery.isDroppable()) {
      append(delivery.note(), nanoTime);
    }
  }

  private void append(SentNote note, long nanoTime) {
    if (closed) {
      return;
    }
    note.hold(budget);
    entries.addLast(new Entry(note, note.weight(), nanoTime));
    held += note.weight();
    while (entries.size() > 1 && (entries.size() > MAX_EVENTS || budget.isTooMuch(held))) {
      removeFirst();
    }
  }

  private void removeFirst() {
    Entry oldest = entries.removeFirst();
    if (oldest.weight() > 0) {
      oldest.note().release(budget);
      held -= oldest.weight();
    }
  }

  /// Forgets what has been received, but for the last of it: the client may name it.
  public synchronized void trim(long nanoTime) {
    while (entries.size() > 1 && nanoTime - second().nanoTime() > horizonNanos) {
      removeFirst();
    }
  }

  private Entry second() {
    var all = entries.iterator();
    all.next();
    return all.next();
  }

  /// What is noted now, the oldest first.
  public synchronized List<Sent> entries() {
    return entries.stream()
        .map(entry -> new Sent(entry.note().offset(), entry.note().event()))
        .toList();
  }

  /// The connection has ended: forgets everything, and notes nothing more.
  public synchronized void close() {
    closed = true;
    while (!entries.isEmpty()) {
      removeFirst();
    }
  }
}
