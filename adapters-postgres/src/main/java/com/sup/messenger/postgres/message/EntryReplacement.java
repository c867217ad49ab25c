package com.sup.messenger.postgres.message;

import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.postgres.connection.Statements;
import com.sup.messenger.postgres.connection.Statements.FreeText;
import java.sql.SQLException;

/// Replaces entries by the next version of their messages. The transaction holds the chat's row.
final class EntryReplacement {

  private static final String EDIT =
      """
      UPDATE message SET content = ?, metadata = ?::bytea, mentions = ?::text[], mentioned =
      """
          + EntryInsert.members("message.chat", "?::text[]")
          + """
            , size = ?, expires_at = ?::timestamptz, edited_at = ?::timestamptz, version = ?,
            replaced_rev = ?
          WHERE chat = ? AND seq = ? AND id = ? AND version = ? AND deletion IS NULL
          """;

  private static final String DELETE =
      """
      UPDATE message SET content = NULL, metadata = NULL, mentions = NULL, mentioned = NULL,
        type = NULL, reply_to = NULL, expires_at = NULL, edited_at = NULL, size = ?,
        deletion = ?, deleted_at = ?, deleted_by = ?, replaced_rev = ?
      WHERE chat = ? AND seq = ? AND id = ? AND deletion IS NULL
      """;

  private EntryReplacement() {}

  /// Replaces an entry.
  ///
  /// @return false if the entry is not retained, or has another version now
  static boolean replace(Statements statements, ChatMessage next, long rev) throws SQLException {
    return switch (next) {
      case Message edited -> edit(statements, edited, rev);
      case DeletedMessage deleted -> delete(statements, deleted, rev);
    };
  }

  private static boolean edit(Statements statements, Message next, long rev) throws SQLException {
    return statements.update(
            EDIT,
            new FreeText(next.encryptedContent().value()),
            EntryInsert.json(next.metadata()),
            EntryInsert.mentions(next.metadata()),
            EntryInsert.mentions(next.metadata()),
            EntryInsert.size(next),
            next.expiresAt(),
            next.editedAt(),
            next.version(),
            rev,
            next.chatId().value(),
            next.seq(),
            next.id().value(),
            next.version() - 1)
        == 1;
  }

  private static boolean delete(Statements statements, DeletedMessage next, long rev)
      throws SQLException {
    return statements.update(
            DELETE,
            EntryInsert.size(next),
            next.reason().name(),
            next.deletedAt(),
            next.deletedBy() == null ? null : next.deletedBy().value(),
            rev,
            next.chatId().value(),
            next.seq(),
            next.id().value())
        == 1;
  }
}
