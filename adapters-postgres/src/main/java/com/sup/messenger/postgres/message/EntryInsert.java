package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.Statements;
import com.sup.messenger.postgres.connection.Statements.FreeText;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Inserts entries. The transaction holds the chat's row, so no other one changes members or
/// entries.
final class EntryInsert {

  /// The bytes of an entry besides its content and metadata: names and ids, rather too many.
  private static final int ENTRY_BYTES = 1_024;

  /// A back-end has no connection, and needs a chat that has members.
  private static final String INSERT =
      """
      INSERT INTO message (
        chat, seq, id, rev, sender, sender_name, avatar, connection, temp_id, type, content,
        metadata, mentions, mentioned, reply_to, silent, size, created_at, expires_at)
      SELECT sent.chat, ?, ?, ?, sent.sender, ?::bytea, ?::bytea, sent.connection, sent.temp_id,
        ?, ?, ?::bytea, sent.mentions,
      """
          + members("sent.chat", "sent.mentions")
          + """
            , ?, sent.silent, ?, ?, ?::timestamptz
          FROM (VALUES (?::text, ?::text, ?::text, ?::text, ?::text[], ?::boolean))
            AS sent (chat, sender, connection, temp_id, mentions, silent)
          WHERE CASE WHEN sent.connection IS NULL
              THEN EXISTS (SELECT 1 FROM member WHERE member.chat = sent.chat)
              ELSE EXISTS (
                SELECT 1 FROM member WHERE member.chat = sent.chat AND member.id = sent.sender) END
            AND NOT EXISTS (
              SELECT 1 FROM message
              WHERE message.chat = sent.chat AND message.sender = sent.sender
                AND message.temp_id = sent.temp_id)
          """;

  private static final String FIRST =
      "SELECT "
          + EntryColumns.ALL
          + """
           FROM message WHERE chat = ? AND sender = ? AND temp_id = ?
            AND CASE WHEN ?::text IS NULL
              THEN EXISTS (SELECT 1 FROM member WHERE member.chat = message.chat)
              ELSE EXISTS (
                SELECT 1 FROM member
                WHERE member.chat = message.chat AND member.id = message.sender) END
          """;

  private EntryInsert() {}

  /// Returns an expression for those of the mentioned users who are members; NULL for none.
  static String members(String chat, String mentions) {
    return "(SELECT array_agg(id) FROM member WHERE member.chat = %s AND id = ANY(%s))"
        .formatted(chat, mentions);
  }

  /// Inserts an entry.
  ///
  /// @return false if the membership is missing, or the entry is a repeat
  static boolean insert(Statements statements, Posted posted) throws SQLException {
    Message message = (Message) posted.message();
    Profile sender = posted.sender();
    return statements.update(
            INSERT,
            message.seq(),
            message.id().value(),
            posted.rev(),
            FreeText.of(sender.username()),
            FreeText.of(sender.avatar()),
            message.messageType().name(),
            new FreeText(message.encryptedContent().value()),
            json(message.metadata()),
            message.replyToId() == null ? null : message.replyToId().value(),
            size(message),
            message.createdAt(),
            message.expiresAt(),
            message.chatId().value(),
            sender.id().value(),
            posted.connectionId(),
            message.tempId() == null ? null : message.tempId().value(),
            mentions(message.metadata()),
            message.silent())
        == 1;
  }

  /// Returns the first entry, if the other one was a repeat.
  static Optional<Result> first(Statements statements, Posted repeat) throws SQLException {
    Message message = (Message) repeat.message();
    if (message.tempId() == null) {
      return Optional.empty();
    }
    return statements.first(
        FIRST,
        row -> new Result(EntryColumns.read(row), true, 0),
        message.chatId().value(),
        message.senderId().value(),
        message.tempId().value(),
        repeat.connectionId());
  }

  static long size(ChatMessage message) {
    return (long) ENTRY_BYTES + message.weight();
  }

  static @Nullable FreeText json(@Nullable Metadata metadata) {
    return metadata == null ? null : new FreeText(metadata.json());
  }

  static @Nullable List<String> mentions(@Nullable Metadata metadata) {
    return metadata == null ? null : metadata.mentions().stream().map(UserId::value).toList();
  }
}
