package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import org.jspecify.annotations.Nullable;

/// Sends one connection the messages of a chat after a sequence number, within bounds. At a bound,
/// the oldest messages are sent, and the rest is skipped up to the head.
///
/// A returning client is sent its own messages too, as their acknowledgements may be lost. A
/// connected one is not sent its own.
final class Replay {

  private static final int PAGE = 500;

  /// The most bytes of a replay that are held at a time, except for a single message.
  private static final long PAGE_BYTES = 256 * 1024;

  /// The bounds of a replay.
  ///
  /// @param messages the most messages
  /// @param bytes the most bytes; the last message may exceed it
  record Bounds(int messages, long bytes) {}

  private final Connection connection;
  private final ChatId chat;
  private final MessageLog log;
  private final boolean withOwn;
  private final long visibleAfter;
  private final long head;
  private long reached;
  private int left;
  private long bytesLeft;
  private boolean truncated;
  private @Nullable Position joined;
  private boolean hasGap;

  /// @param after the sequence number after which messages are sent
  /// @param visibleAfter the sequence number after which the member sees messages
  /// @param head the head of the chat, as read before
  Replay(
      Connection connection,
      ChatId chat,
      MessageLog log,
      boolean withOwn,
      long after,
      long visibleAfter,
      long head,
      Bounds bounds) {
    this.connection = connection;
    this.chat = chat;
    this.log = log;
    this.withOwn = withOwn;
    this.visibleAfter = visibleAfter;
    this.head = head;
    this.reached = Math.max(after, visibleAfter);
    this.left = bounds.messages();
    this.bytesLeft = bounds.bytes();
  }

  /// Sends the messages up to the head as read before, and those that came meanwhile.
  void run() {
    run(head);
  }

  /// Sends the messages since the last call. Reads nothing if those up to a sequence number have
  /// been sent.
  void run(long upTo) {
    if (upTo <= reached) {
      return;
    }
    MessageLog.Page page = MessageLog.Page.EMPTY;
    do {
      if (!isSpent()) {
        page = log.after(chat, reached, Math.min(PAGE, left), Math.min(PAGE_BYTES, bytesLeft));
        page.entries().forEach(this::send);
      }
    } while (page.hasMore() && !isSpent());
    if (isSpent()) {
      skipToHead();
    }
  }

  private void send(Posted posted) {
    if (withOwn || !connection.isBehind(MessageEvents.origin(posted))) {
      connection.send(MessageEvents.shown(posted));
    }
    reached = posted.message().seq();
    left--;
    bytesLeft -= posted.message().weight();
  }

  private boolean isSpent() {
    return left == 0 || bytesLeft <= 0;
  }

  private void skipToHead() {
    long head = log.head(chat);
    truncated |= head > reached;
    reached = Math.max(reached, head);
  }

  /// Returns the sequence number up to which messages have been sent or skipped.
  long reached() {
    return reached;
  }

  /// Notes that the connection follows the chat now.
  ///
  /// @param at the place up to which everything was delivered to those who followed it before
  /// @param withGap true if later changes were delivered too
  void joined(Position at, boolean withGap) {
    joined = at;
    hasGap = withGap;
  }

  /// Returns true if the chat had changed otherwise than by messages when the connection began to
  /// follow it.
  ///
  /// @param place a place up to which the connection knew everything
  boolean missedChanges(Position place) {
    // Every message is a change too.
    return joined != null && (hasGap || joined.rev() - place.rev() != joined.seq() - place.seq());
  }

  /// Returns true if the connection began to follow the chat at another revision.
  boolean joinedAfter(long rev) {
    return joined != null && (hasGap || joined.rev() != rev);
  }

  /// Returns the sequence number after which the member sees messages.
  long visibleAfter() {
    return visibleAfter;
  }

  /// Returns the number of messages that may still be sent.
  int left() {
    return left;
  }

  /// Returns the number of bytes that may still be sent. The last message may exceed it.
  long bytesLeft() {
    return bytesLeft;
  }

  /// Returns true if a bound left messages out.
  boolean isTruncated() {
    return truncated;
  }
}
