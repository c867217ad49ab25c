package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logs as rows of the table `message`. The newest entries of a chat are kept, bounded in number.
public final class PostgresMessageLog implements MessageLog {

  private static final String BY_ID =
      "SELECT " + EntryColumns.ALL + " FROM message WHERE chat = ? AND id = ?";

  private static final String REFERENCE =
      "SELECT id, seq, sender, rev, deletion IS NOT NULL AS deleted FROM message WHERE chat = ? AND"
          + " ";

  private static final String BY_PLACE = REFERENCE + "seq > ? AND seq <= ? ORDER BY seq";

  private final Database database;
  private final EntryWriter writer;
  private final EntryPages pages;
  private final Expiries expiries;
  private final ChatHeads heads;

  /// @param maxMessages the number of entries of a chat that are kept. A 64th more may be
  public PostgresMessageLog(ChatTurns turns, int maxMessages) {
    this.database = turns.database();
    this.writer = new EntryWriter(turns, maxMessages);
    this.pages = new EntryPages(database);
    this.expiries = new Expiries(database);
    this.heads = new ChatHeads(database);
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    return writer.append(draft, sender, connectionId, id, at);
  }

  @Override
  public boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    return writer.replace(next, cause);
  }

  @Override
  public Expiring expiring(ChatId chat, Instant upTo, int max) {
    return expiries.of(chat, upTo, max);
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return pages.after(chat, seq, maxEntries, maxBytes);
  }

  @Override
  public Page before(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return pages.before(chat, seq, maxEntries, maxBytes);
  }

  @Override
  public RevisedPage replacedSince(
      ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    return pages.replacedSince(chat, rev, afterSeq, maxEntries, maxBytes);
  }

  @Override
  public Optional<Posted> read(ChatId chat, MessageId message) {
    return database.read(
        statements -> statements.first(BY_ID, EntryColumns::read, chat.value(), message.value()));
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    String sql = REFERENCE + "id = ?";
    return database.read(
        statements ->
            statements.first(sql, PostgresMessageLog::reference, chat.value(), message.value()));
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    return database.read(
        statements ->
            statements.list(
                BY_PLACE, PostgresMessageLog::reference, chat.value(), seq, seq + count));
  }

  private static Reference reference(Columns row) throws SQLException {
    return new Reference(
        new MessageId(row.text("id")),
        row.number("seq"),
        new UserId(row.text("sender")),
        row.number("rev"),
        row.flag("deleted"));
  }

  @Override
  public Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    return heads.unread(user, places);
  }

  @Override
  public long head(ChatId chat) {
    return heads.of(List.of(chat)).getOrDefault(chat, Head.NONE).position().seq();
  }

  @Override
  public Map<ChatId, Head> heads(Collection<ChatId> chats) {
    return heads.of(chats);
  }

  @Override
  public Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    return heads.newest(chats);
  }

  @Override
  public void delete(ChatId chat) {
    writer.delete(chat);
  }
}
