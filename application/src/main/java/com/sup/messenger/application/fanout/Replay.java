package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.Posted;

/// Sends one connection the messages of a chat after a sequence number, within bounds. At a bound,
/// the oldest messages are sent, and the rest is skipped up to the head.
///
/// A returning client is sent its own messages too, as their acknowledgements may be lost. A
/// connected one is not sent its own.
final class Replay {

  private static final int PAGE = 500;

  /// The most bytes of a replay that are held at a time, except for a single message.
  private static final long PAGE_BYTES = 256 * 1024;

  private final Connection connection;
  private final ChatId chat;
  private final MessageLog log;
  private final boolean withOwn;
  private long reached;
  private int left;
  private long bytesLeft;
  private boolean truncated;

  Replay(
      Connection connection,
      ChatId chat,
      MessageLog log,
      boolean withOwn,
      long afterSeq,
      int limit,
      long maxBytes) {
    this.connection = connection;
    this.chat = chat;
    this.log = log;
    this.withOwn = withOwn;
    this.reached = afterSeq;
    this.left = limit;
    this.bytesLeft = maxBytes;
  }

  /// Sends the messages since the last call, or since the first sequence number.
  void run() {
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
    if (withOwn || !connection.isBehind(ChatSubscription.origin(posted))) {
      connection.send(ChatSubscription.shown(posted));
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
