package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.Posted;

/// Sends one connection what a chat's log holds after a place, at most so many messages and bytes:
/// the oldest come, and then the place is moved to the head.
///
/// A client that comes back is sent its own messages too, since their acknowledgements may be lost;
/// a connection that is there is not sent what came from it.
final class Replay {

  private static final int PAGE = 500;

  /// What is held of a replay at a time, but for one message.
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

  /// Sends what has come since the last call, or since the place.
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
    if (withOwn || !connection.isBehind(ChatFeed.origin(posted))) {
      connection.send(ChatFeed.shown(posted));
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

  /// The place up to which everything has been sent, or left out.
  long reached() {
    return reached;
  }

  /// How many more may be sent.
  int left() {
    return left;
  }

  /// How many bytes more may be sent; a last message may exceed them.
  long bytesLeft() {
    return bytesLeft;
  }

  /// Whether the bound left something out.
  boolean isTruncated() {
    return truncated;
  }
}
