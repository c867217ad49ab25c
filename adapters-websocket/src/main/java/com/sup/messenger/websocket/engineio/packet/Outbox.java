package com.sup.messenger.websocket.engineio.packet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The packets that wait for one client, bounded in number, bytes and time; not thread-safe.
///
/// More than the bounds may wait for a while, so that a client is not taken for slow because others
/// speak fast. Four times the bounds never do.
///
/// Messages that were offered together stay together: nothing comes between them, and they are
/// dropped together or not at all. Holds no memory while empty.
public final class Outbox {

  /// Volatile messages wait behind at most this much, so that they are late by one write or not
  /// sent.
  private static final int BACKLOG_BYTES = 16 * 1024;

  private static final int SMALL = 16;

  /// So many times the bounds may wait for a while.
  private static final int BURST = 4;

  private final int maxPackets;
  private final int maxBytes;
  private final long patienceNanos;
  private final OutboundBudget budget;
  private final LongAdder dropped;
  private @Nullable ArrayDeque<List<OutboundMessage>> batches;
  /// The batch of which some packets have been taken; never dropped.
  private @Nullable List<OutboundMessage> started;

  /// What has been taken and is being written.
  private @Nullable ArrayDeque<OutboundMessage> writing;

  private int taken;
  private int packets;
  private int bytes;
  private boolean overdrawn;
  private long overdrawnSince;

  /// @param patience how long more than the bounds may wait
  /// @param budget for all outboxes
  /// @param dropped counts the packets that are dropped
  public Outbox(
      int maxPackets, int maxBytes, Duration patience, OutboundBudget budget, LongAdder dropped) {
    this.maxPackets = maxPackets;
    this.maxBytes = maxBytes;
    this.patienceNanos = patience.toNanos();
    this.budget = budget;
    this.dropped = dropped;
  }

  public boolean isEmpty() {
    return packets == 0;
  }

  public int bytes() {
    return bytes;
  }

  public boolean hasBacklog() {
    return bytes > BACKLOG_BYTES;
  }

  /// Queues a packet of the protocol itself, whatever the bounds.
  public void add(OutboundMessage packet) {
    enqueue(List.of(packet));
  }

  /// Queues all the messages or none; false when they do not fit although every volatile message
  /// was dropped, and the client has had its time. An empty outbox takes any batch.
  public boolean offer(List<OutboundMessage> batch, long now) {
    if (packets != 0 && !fits(batch, 1)) {
      if (isDroppable(batch)) {
        dropped.add(batch.size());
        return true;
      }
      dropVolatile();
      if (packets != 0 && !fits(batch, 1)) {
        overdraw(now);
        if (isLate(now) || !fits(batch, BURST)) {
          return false;
        }
      }
    }
    enqueue(batch);
    return true;
  }

  private void overdraw(long now) {
    if (!overdrawn) {
      overdrawn = true;
      overdrawnSince = now;
    }
  }

  /// Whether more than the bounds have waited for too long.
  public boolean isLate(long now) {
    return overdrawn && now - overdrawnSince >= patienceNanos;
  }

  /// How much waits, in bytes, those that are being written too.
  public long waitingBytes() {
    long all = bytes;
    if (writing != null) {
      for (OutboundMessage message : writing) {
        all += message.frame().length;
      }
    }
    return all;
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
    if (writing == null) {
      writing = new ArrayDeque<>(4);
    }
    writing.add(message);
    releaseIfEmpty();
    return message;
  }

  /// So many of those that were taken first have been written.
  public void written(int count) {
    ArrayDeque<OutboundMessage> messages = writing;
    if (messages != null) {
      for (int i = Math.min(count, messages.size()); i > 0; i--) {
        messages.remove().waitsNoMore(budget);
      }
      // A small one serves again; a large one was for a burst.
      writing = count > SMALL && messages.isEmpty() ? null : messages;
    }
  }

  /// Removes all packets, in order.
  public List<OutboundMessage> pollAll() {
    return pollUpTo(Integer.MAX_VALUE);
  }

  /// Removes the next packets, in order, whose polling bodies come to at most so many bytes; at
  /// least one.
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

  public void clear() {
    written(Integer.MAX_VALUE);
    if (started != null) {
      started.subList(taken, started.size()).forEach(message -> message.waitsNoMore(budget));
    }
    if (batches != null) {
      batches.forEach(batch -> batch.forEach(message -> message.waitsNoMore(budget)));
    }
    batches = null;
    started = null;
    overdrawn = false;
    packets = 0;
    bytes = 0;
  }

  public static boolean isDroppable(List<OutboundMessage> batch) {
    return batch.stream().allMatch(OutboundMessage::isDroppable);
  }

  private boolean fits(List<OutboundMessage> batch, int times) {
    long length = bytes;
    for (OutboundMessage message : batch) {
      length += message.frame().length;
    }
    return packets + batch.size() <= times * maxPackets && length <= (long) times * maxBytes;
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
    overdrawn = overdrawn && (packets > maxPackets || bytes > maxBytes);
  }
}
