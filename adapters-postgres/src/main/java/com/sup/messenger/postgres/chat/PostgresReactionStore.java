package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Made;
import com.sup.messenger.postgres.connection.Statements;
import com.sup.messenger.postgres.connection.Statements.FreeText;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reactions as rows. The log drops those to the entries that it drops.
public final class PostgresReactionStore implements ReactionStore {

  /// The number of a message's reactions, and that of the user's.
  private static final String COUNT =
      """
      SELECT count(*) AS reactions, count(*) FILTER (WHERE member = ?) AS own
      FROM reaction WHERE chat = ? AND message = ?
      """;

  private static final String CHANGED =
      """
      INSERT INTO reacted (chat, message, seq, rev) VALUES (?, ?, ?, ?)
      ON CONFLICT (chat, message) DO UPDATE SET rev = EXCLUDED.rev
      """;

  private static final String PUT =
      """
      INSERT INTO reaction (chat, message, member, value) VALUES (?, ?, ?, ?)
      ON CONFLICT (chat, message, member) DO UPDATE SET value = EXCLUDED.value
      """;

  private static final String REMOVE =
      "DELETE FROM reaction WHERE chat = ? AND message = ? AND member = ? AND value = ?";

  private final ChatTurns turns;
  private final Database database;

  public PostgresReactionStore(ChatTurns turns) {
    this.turns = turns;
    this.database = turns.database();
  }

  @Override
  public Change put(long seq, ReactionAdded event, Envelope.@Nullable Origin cause) {
    return turns.make(event.chatId(), cause, statements -> put(statements, seq, event));
  }

  private static Made<Change> put(Statements statements, long seq, ReactionAdded event)
      throws SQLException {
    String chat = event.chatId().value();
    String message = event.messageId().value();
    String user = event.userId().value();
    long rev = ChatTurns.raise(statements, event.chatId());
    Change change =
        statements.first(COUNT, PostgresReactionStore::change, user, chat, message).orElseThrow();
    if (change == Change.FULL) {
      return Made.nothing(change);
    }
    statements.update(CHANGED, chat, message, seq, rev);
    statements.update(PUT, chat, message, user, new FreeText(event.reaction().value()));
    return Made.published(change, rev, new Signal.Show(event));
  }

  private static Change change(Columns count) throws SQLException {
    if (count.number("own") > 0) {
      return Change.REPLACED;
    }
    return count.number("reactions") < Reaction.MAX_PER_MESSAGE ? Change.ADDED : Change.FULL;
  }

  @Override
  public boolean remove(long seq, ReactionRemoved event, Envelope.@Nullable Origin cause) {
    return turns.make(
        event.chatId(),
        cause,
        statements -> {
          String chat = event.chatId().value();
          String message = event.messageId().value();
          long rev = ChatTurns.raise(statements, event.chatId());
          FreeText reaction = new FreeText(event.reaction().value());
          if (statements.update(REMOVE, chat, message, event.userId().value(), reaction) == 0) {
            return Made.nothing(false);
          }
          statements.update(CHANGED, chat, message, seq, rev);
          return Made.published(true, rev, new Signal.Show(event));
        });
  }

  @Override
  public void forget(ChatId chat, MessageId message) {
    String sql = "DELETE FROM reacted WHERE chat = ? AND message = ?";
    database.write(statements -> statements.update(sql, chat.value(), message.value()));
  }

  @Override
  public void forget(ChatId chat) {
    String sql = "DELETE FROM reacted WHERE chat = ?";
    database.write(statements -> statements.update(sql, chat.value()));
  }

  @Override
  public Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    return of(chat, List.of(message)).getOrDefault(message, Map.of());
  }

  @Override
  public Map<MessageId, Map<UserId, Reaction>> of(ChatId chat, Collection<MessageId> messages) {
    return database.read(statements -> ReactionRows.of(statements, chat, IdTexts.values(messages)));
  }

  @Override
  public List<Revised<OfMessage>> since(ChatId chat, long rev, long afterSeq, int max) {
    return database.read(statements -> ReactionRows.since(statements, chat, rev, afterSeq, max));
  }
}
