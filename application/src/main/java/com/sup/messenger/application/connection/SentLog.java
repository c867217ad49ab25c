package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Snapshot.Sent;
import java.util.ArrayDeque;
import java.util.List;

/// The sent log of a connection: the events that it was sent and may not have received, in wire
/// order.
///
/// An event that was sent before a ping has been received when the ping is answered (Engine.IO
/// protocol, "Heartbeat"). At the bound the oldest events are forgotten, and a client that has not
/// received them cannot resume. The bounds are 1,000 events, and those of [SentBudget].
public final class SentLog {

  private static final int MAX_EVENTS = 1_000;

  private record Entry(SentNote note, long weight, long nanoTime) {}

  private final SentBudget budget;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(4);
  private long held;
  private boolean closed;

  /// Creates the log of a new connection.
  ///
  /// @param budget the budget of all connections
  public SentLog(SentBudget budget) {
    this.budget = budget;
  }

  /// Adds the last event that the client received on its previous connection.
  public synchronized void begin(Sent received, long nanoTime) {
    // The log of a refused connection is never closed. So this entry must hold nothing of the
    // budget.
    entries.addLast(new Entry(new SentNote(received.offset(), received.event()), 0, nanoTime));
  }

  /// Adds events that another instance sent and the client may not have received.
  public synchronized void goOn(List<Sent> sent, long nanoTime) {
    sent.forEach(event -> append(new SentNote(event.offset(), event.event()), nanoTime));
  }

  /// Adds an event that has been queued for the client, if the client can name it.
  ///
  /// @param nanoTime a time after the queueing
  public synchronized void add(Delivery delivery, long nanoTime) {
    if (delivery.isNamed()) {
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

  /// Removes the events that have been received, except the last one: the client may name it.
  ///
  /// @param pinged a time before the last answered ping was queued
  public synchronized void trim(long pinged) {
    while (entries.size() > 1 && second().nanoTime() - pinged < 0) {
      removeFirst();
    }
  }

  private Entry second() {
    var all = entries.iterator();
    all.next();
    return all.next();
  }

  /// Returns the events, oldest first.
  public synchronized List<Sent> entries() {
    return entries.stream()
        .map(entry -> new Sent(entry.note().offset(), entry.note().event()))
        .toList();
  }

  /// Removes everything. Later additions are ignored: the connection has ended.
  public synchronized void close() {
    closed = true;
    while (!entries.isEmpty()) {
      removeFirst();
    }
  }
}
