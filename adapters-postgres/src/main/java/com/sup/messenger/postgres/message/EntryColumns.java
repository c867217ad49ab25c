package com.sup.messenger.postgres.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.DeletionReason;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.postgres.connection.Columns;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads an entry from a row of the table `message`.
final class EntryColumns {

  /// The columns of a message, and of what is left of it.
  static final String ALL =
      "chat, seq, id, rev, sender, sender_name, avatar, connection, temp_id, type, content,"
          + " metadata, mentions, reply_to, silent, created_at, expires_at, version, edited_at,"
          + " deleted_at, deleted_by, deletion";

  private EntryColumns() {}

  static Posted read(Columns row) throws SQLException {
    Profile sender =
        new Profile(
            new UserId(row.text("sender")),
            row.maybeWords("sender_name"),
            row.maybeWords("avatar"));
    return new Posted(message(row), sender, row.maybeText("connection"), row.number("rev"));
  }

  private static ChatMessage message(Columns row) throws SQLException {
    String deletion = row.maybeText("deletion");
    return deletion == null ? sent(row) : deleted(row, DeletionReason.valueOf(deletion));
  }

  private static DeletedMessage deleted(Columns row, DeletionReason reason) throws SQLException {
    return new DeletedMessage(
        new MessageId(row.text("id")),
        new ChatId(row.text("chat")),
        row.number("seq"),
        new UserId(row.text("sender")),
        row.time("created_at"),
        row.time("deleted_at"),
        maybe(UserId::new, row.maybeText("deleted_by")),
        reason);
  }

  private static Message sent(Columns row) throws SQLException {
    String metadata = row.maybeWords("metadata");
    return new Message(
        new MessageId(row.text("id")),
        new ChatId(row.text("chat")),
        row.number("seq"),
        new UserId(row.text("sender")),
        new EncryptedContent(row.words("content")),
        MessageType.valueOf(row.text("type")),
        maybe(MessageId::new, row.maybeText("reply_to")),
        metadata == null ? null : new Metadata(metadata, users(row.texts("mentions"))),
        row.time("created_at"),
        maybe(TempId::new, row.maybeText("temp_id")),
        row.flag("silent"),
        row.maybeTime("expires_at"),
        (int) row.number("version"),
        row.maybeTime("edited_at"));
  }

  private static <T> @Nullable T maybe(Function<String, T> form, @Nullable String text) {
    return text == null ? null : form.apply(text);
  }

  private static List<UserId> users(List<String> ids) {
    return ids.stream().map(UserId::new).toList();
  }
}
