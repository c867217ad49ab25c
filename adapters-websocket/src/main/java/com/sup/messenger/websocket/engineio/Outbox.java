package com.sup.messenger.websocket.engineio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The packets that wait for one client, bounded in number and bytes; not thread-safe.
///
/// Messages that were offered together stay together: nothing comes between them, and they are
/// dropped together or not at all. Holds no memory while empty.
final class Outbox {

  /// Volatile messages wait behind at most this much, so that they are late by one write or not
  /// sent.
  private static final int BACKLOG_BYTES = 16 * 1024;

  private final int maxPackets;
  private final int maxBytes;
  private final LongAdder dropped;
  private @Nullable ArrayDeque<List<OutboundMessage>> batches;
  /// The batch of which some packets have been taken; never dropped.
  private @Nullable List<OutboundMessage> started;

  private int taken;
  private int packets;
  private int bytes;

  /// @param dropped counts the packets that are dropped
  Outbox(int maxPackets, int maxBytes, LongAdder dropped) {
    this.dropped = dropped;
    this.maxPackets = maxPackets;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return packets == 0;
  }

  int bytes() {
    return bytes;
  }

  boolean hasBacklog() {
    return bytes > BACKLOG_BYTES;
  }

  /// Queues a packet of the protocol itself, whatever the bounds.
  void add(OutboundMessage packet) {
    enqueue(List.of(packet));
  }

  /// Queues all the messages or none; false when they do not fit although every volatile message
  /// was dropped. An empty outbox takes any batch.
  boolean offer(List<OutboundMessage> batch) {
    if (packets != 0 && !fits(batch)) {
      if (isDroppable(batch)) {
        dropped.add(batch.size());
        return true;
      }
      dropVolatile();
      if (packets != 0 && !fits(batch)) {
        return false;
      }
    }
    enqueue(batch);
    return true;
  }

  /// Removes the next packet.
  @Nullable OutboundMessage poll() {
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
    count(message, -1);
    releaseIfEmpty();
    return message;
  }

  /// Removes all packets, in order.
  List<OutboundMessage> pollAll() {
    return pollUpTo(Integer.MAX_VALUE);
  }

  /// Removes the next packets, in order, whose polling bodies come to at most so many bytes; at
  /// least one.
  List<OutboundMessage> pollUpTo(int maxBytes) {
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

  void clear() {
    batches = null;
    started = null;
    packets = 0;
    bytes = 0;
  }

  static boolean isDroppable(List<OutboundMessage> batch) {
    return batch.stream().allMatch(OutboundMessage::isDroppable);
  }

  private boolean fits(List<OutboundMessage> batch) {
    long length = bytes;
    for (OutboundMessage message : batch) {
      length += message.frame().length;
    }
    return packets + batch.size() <= maxPackets && length <= maxBytes;
  }

  private void enqueue(List<OutboundMessage> batch) {
    if (batches == null) {
      batches = new ArrayDeque<>(4);
    }
    batches.add(List.copyOf(batch));
    batch.forEach(message -> count(message, 1));
  }

  private void dropVolatile() {
    if (batches != null) {
      batches.removeIf(batch -> isDroppable(batch) && uncount(batch));
      releaseIfEmpty();
    }
  }

  private boolean uncount(List<OutboundMessage> batch) {
    batch.forEach(message -> count(message, -1));
    dropped.add(batch.size());
    return true;
  }

  private void count(OutboundMessage message, int sign) {
    packets += sign;
    bytes += sign * message.frame().length;
  }

  private void releaseIfEmpty() {
    if (packets == 0) {
      batches = null;
    }
  }
}
