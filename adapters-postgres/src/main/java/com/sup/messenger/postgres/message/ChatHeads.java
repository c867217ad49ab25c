package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Database;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the newest places of many chats, each with one statement.
final class ChatHeads {

  private static final String HEADS =
      "SELECT id, head, rev, last_message_at FROM chat WHERE id = ANY(?)";

  private static final String NEWEST =
      "SELECT "
          + EntryColumns.ALL
          + """
           FROM unnest(?) AS asked
          CROSS JOIN LATERAL (
            SELECT * FROM message WHERE chat = asked ORDER BY seq DESC LIMIT 1) AS newest
          """;

  /// Both counts are those of an index alone, or of the few messages that mention anybody.
  private static final String UNREAD =
      """
      SELECT asked.chat,
        (SELECT count(*) FROM message WHERE message.chat = asked.chat AND seq > asked.place
          AND NOT silent AND deletion IS NULL AND sender <> ?) AS messages,
        (SELECT count(*) FROM message WHERE message.chat = asked.chat AND seq > asked.place
          AND NOT silent AND deletion IS NULL AND sender <> ?
          AND mentioned IS NOT NULL AND ? = ANY(mentioned)) AS mentions
      FROM unnest(?::text[], ?::text[]::bigint[]) AS asked (chat, place)
      """;

  private final Database database;

  ChatHeads(Database database) {
    this.database = database;
  }

  Map<ChatId, Head> of(Collection<ChatId> chats) {
    Map<ChatId, Head> heads = new HashMap<>();
    chats.forEach(chat -> heads.put(chat, Head.NONE));
    database.read(
        statements ->
            statements.list(
                HEADS,
                row -> heads.put(new ChatId(row.text("id")), head(row)),
                chats.stream().map(ChatId::value).toList()));
    return heads;
  }

  private static Head head(Columns row) throws SQLException {
    return new Head(
        new Position(row.number("head"), row.number("rev")), row.maybeTime("last_message_at"));
  }

  Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    Map<ChatId, Posted> newest = new HashMap<>();
    List<String> asked = chats.stream().map(ChatId::value).distinct().toList();
    database
        .read(statements -> statements.list(NEWEST, EntryColumns::read, asked))
        .forEach(posted -> newest.put(posted.message().chatId(), posted));
    return newest;
  }

  Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    List<ChatId> chats = List.copyOf(places.keySet());
    Map<ChatId, Unread> unread = new HashMap<>();
    database.read(
        statements ->
            statements.list(
                UNREAD,
                row -> unread.put(new ChatId(row.text("chat")), unread(row)),
                user.value(),
                user.value(),
                user.value(),
                chats.stream().map(ChatId::value).toList(),
                chats.stream().map(chat -> places.get(chat) + "").toList()));
    return unread;
  }

  private static Unread unread(Columns row) throws SQLException {
    return new Unread(row.number("messages"), row.number("mentions"));
  }
}
