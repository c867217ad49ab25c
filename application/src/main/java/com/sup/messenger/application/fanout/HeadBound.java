package com.sup.messenger.application.fanout;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Reads a place beyond the head of its chat as the head, and logs it once a chat.
///
/// Such a place belongs to another log: the messages have a new store, and receipts or members have
/// the old one. If it were believed, a device would be sent no message up to it.
public final class HeadBound {

  private static final System.Logger LOG = System.getLogger(HeadBound.class.getName());

  /// The most chats that are logged.
  private static final int MAX_LOGGED = 1_000;

  private final MessageLog log;
  private final Consumer<String> warnings;
  private final Set<ChatId> logged = ConcurrentHashMap.newKeySet();

  public HeadBound(MessageLog log) {
    this(log, line -> LOG.log(System.Logger.Level.WARNING, line));
  }

  /// @param warnings takes each line
  HeadBound(MessageLog log, Consumer<String> warnings) {
    this.log = log;
    this.warnings = warnings;
  }

  /// Returns a place that is not beyond the head.
  ///
  /// @param head the head of the chat, which may have moved on
  public Position within(ChatId chat, Position place, Position head) {
    if (!isBeyond(place, head)) {
      return place;
    }
    Position now = log.heads(List.of(chat)).getOrDefault(chat, Head.NONE).position();
    if (isBeyond(place, now)) {
      note(chat, place, now);
    }
    return place.min(now);
  }

  /// Returns a sequence number that is not beyond the head.
  public long within(ChatId chat, long seq, Position head) {
    return within(chat, new Position(seq, 0), head).seq();
  }

  private static boolean isBeyond(Position place, Position head) {
    return place.seq() > head.seq() || place.rev() > head.rev();
  }

  private void note(ChatId chat, Position place, Position head) {
    if (logged.size() < MAX_LOGGED && logged.add(chat)) {
      warnings.accept(
          "The chat %s has a place %d/%d beyond its head %d/%d, which counts instead. The log has"
                  .formatted(chat.value(), place.seq(), place.rev(), head.seq(), head.rev())
              + " another store than the receipts and members: carry the heads over"
              + " (docs/swap-an-adapter.md)");
    }
  }
}
