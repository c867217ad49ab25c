package com.sup.messenger.websocket.engineio.packet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The packets that wait for one client, bounded in number, bytes and time. Not thread-safe.
///
/// More than the bounds may wait for a while, so that a short burst does not end a good client.
/// More than four times the bounds never wait.
///
/// Messages that were offered together stay together. Nothing comes between them, and they are
/// dropped together or not at all. Takes no memory while empty.
public final class Outbox {

  /// The most bytes that a volatile message waits behind. So it is late by one write, or is not
  /// sent.
  private static final int BACKLOG_BYTES = 16 * 1024;

  private final OutboxBounds bounds;
  private final OutboundBudget budget;
  private final LongAdder dropped;
  private @Nullable ArrayDeque<List<OutboundMessage>> batches;
  /// The batch of which some packets have been taken. It is never dropped.
  private @Nullable List<OutboundMessage> started;

  private final PacketsInWriting writing;
  private int taken;
  private int packets;
  private int bytes;

  /// Makes an empty outbox.
  ///
  /// @param patience the longest time that more than the bounds may wait
  /// @param budget for all outboxes
  /// @param dropped counts the packets that are dropped
  public Outbox(
      int maxPackets, int maxBytes, Duration patience, OutboundBudget budget, LongAdder dropped) {
    this.bounds = new OutboxBounds(maxPackets, maxBytes, patience);
    this.budget = budget;
    this.writing = new PacketsInWriting(budget);
    this.dropped = dropped;
  }

  /// Returns true if no packet waits.
  public boolean isEmpty() {
    return packets == 0;
  }

  /// Returns the number of bytes that wait, without those being written.
  public int bytes() {
    return bytes;
  }

  /// Returns true if too much waits for a volatile message to follow.
  public boolean hasBacklog() {
    return bytes > BACKLOG_BYTES;
  }

  /// Queues a packet of the protocol itself. The bounds do not apply.
  public void add(OutboundMessage packet) {
    enqueue(List.of(packet));
  }

  /// Queues all the messages or none. An empty outbox takes any batch.
  ///
  /// @return false if they do not fit, although volatile messages were dropped and the client has
  ///     had its time
  public boolean offer(List<OutboundMessage> batch, long now) {
    if (packets != 0 && !bounds.fit(batch, packets, bytes)) {
      if (isDroppable(batch)) {
        dropped.add(batch.size());
        return true;
      }
      dropVolatile();
      if (packets != 0
          && !bounds.fit(batch, packets, bytes)
          && !bounds.fitForAWhile(batch, packets, bytes, now)) {
        return false;
      }
    }
    enqueue(batch);
    return true;
  }

  /// Returns true if more than the bounds have waited for too long.
  public boolean isLate(long now) {
    return bounds.isLate(now);
  }

  /// Returns the number of bytes that wait or are being written.
  public long waitingBytes() {
    return bytes + writing.bytes();
  }

  /// Removes the next packet.
  public @Nullable OutboundMessage poll() {
    List<OutboundMessage> batch = started;
    if (batch == null) {
      batch = batches == null ? null : batches.poll();
      taken = 0;
    }
    if (batch == null) {
      return null;
    }
    OutboundMessage message = batch.get(taken++);
    started = taken < batch.size() ? batch : null;
    packets--;
    bytes -= message.frame().length;
    writing.add(message);
    releaseIfEmpty();
    return message;
  }

  /// Counts the packets taken first as written.
  public void written(int count) {
    writing.written(count);
  }

  /// Removes all packets, in order.
  public List<OutboundMessage> pollAll() {
    return pollUpTo(Integer.MAX_VALUE);
  }

  /// Removes the next packets, in order, and at least one. Their polling bodies come to at most
  /// `maxBytes`.
  public List<OutboundMessage> pollUpTo(int maxBytes) {
    List<OutboundMessage> next = new ArrayList<>();
    long left = maxBytes;
    for (OutboundMessage message = peek(); message != null; message = peek()) {
      left -= message.pollingLength() + 1;
      if (left < 0 && !next.isEmpty()) {
        break;
      }
      next.add(Objects.requireNonNull(poll()));
    }
    return next;
  }

  private @Nullable OutboundMessage peek() {
    if (started != null) {
      return started.get(taken);
    }
    return batches == null || batches.isEmpty() ? null : batches.element().getFirst();
  }

  /// Drops all packets.
  public void clear() {
    writing.written(Integer.MAX_VALUE);
    if (started != null) {
      started.subList(taken, started.size()).forEach(message -> message.waitsNoMore(budget));
    }
    if (batches != null) {
      batches.forEach(batch -> batch.forEach(message -> message.waitsNoMore(budget)));
    }
    batches = null;
    started = null;
    bounds.release(0, 0);
    packets = 0;
    bytes = 0;
  }

  /// Returns true if every message of a batch may be dropped.
  public static boolean isDroppable(List<OutboundMessage> batch) {
    return batch.stream().allMatch(OutboundMessage::isDroppable);
  }

  private void enqueue(List<OutboundMessage> batch) {
    if (batches == null) {
      batches = new ArrayDeque<>(4);
    }
    batches.add(List.copyOf(batch));
    for (OutboundMessage message : batch) {
      packets++;
      bytes += message.frame().length;
      message.waits(budget);
    }
  }

  private void dropVolatile() {
    if (batches != null) {
      batches.removeIf(batch -> isDroppable(batch) && uncount(batch));
      releaseIfEmpty();
    }
  }

  private boolean uncount(List<OutboundMessage> batch) {
    for (OutboundMessage message : batch) {
      packets--;
      bytes -= message.frame().length;
      message.waitsNoMore(budget);
    }
    dropped.add(batch.size());
    return true;
  }

  private void releaseIfEmpty() {
    if (packets == 0) {
      batches = null;
    }
    bounds.release(packets, bytes);
  }
}
