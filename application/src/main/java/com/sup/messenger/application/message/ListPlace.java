package com.sup.messenger.application.message;

import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Instant;
import java.util.Comparator;

/// A place in the list of a user's chats.
record ListPlace(long lastMessageAt, ChatId chat) {

  /// The order of the list: the newest message first.
  static final Comparator<ListPlace> ORDER =
      Comparator.comparingLong(ListPlace::lastMessageAt)
          .reversed()
          .thenComparing(place -> place.chat().value());

  /// Returns the place of a chat.
  static ListPlace of(ChatId chat, Head head) {
    Instant at = head.lastMessageAt();
    return new ListPlace(at == null ? 0 : at.toEpochMilli(), chat);
  }

  /// Reads a cursor.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD` if the text is no cursor
  static ListPlace parse(String cursor) {
    int end = Math.max(0, cursor.indexOf('/'));
    try {
      return new ListPlace(
          Long.parseLong(cursor.substring(0, end)), new ChatId(cursor.substring(end + 1)));
    } catch (NumberFormatException | InvalidValueException _) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "cursor must be a nextCursor");
    }
  }

  /// Returns the cursor of the place, which a client sends back.
  String cursor() {
    return lastMessageAt + "/" + chat.value();
  }
}
