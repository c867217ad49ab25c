package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Made;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the entries of logs.
final class EntryWriter {

  /// Takes the next place, and holds the chat's row until the end of the transaction.
  private static final String TAKE_PLACE =
      """
      UPDATE chat SET head = head + 1, rev = rev + 1, last_message_at = ? WHERE id = ?
      RETURNING head, rev, size
      """;

  private static final String TRIM =
      """
      DELETE FROM message WHERE chat = ? AND seq IN (
        SELECT seq FROM message WHERE chat = ? AND seq <= ? ORDER BY seq LIMIT ?)
      """;

  /// The reactions to entries past retention.
  private static final String TRIM_REACTIONS = "DELETE FROM reacted WHERE chat = ? AND seq <= ?";

  /// Old entries go in groups: each group is this part of those that are retained, and no more than
  /// [#MAX_GROUP].
  private static final int GROUPS = 64;

  private static final int MAX_GROUP = 500;

  private final ChatTurns turns;
  private final int maxMessages;

  EntryWriter(ChatTurns turns, int maxMessages) {
    this.turns = turns;
    this.maxMessages = maxMessages;
  }

  private record Place(long seq, long rev, int members) {}

  /// An accepted message with its sender.
  private record Sent(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {

    Posted at(Place place) {
      Message message = Message.compose(draft, sender.id(), id, place.seq(), at);
      return new Posted(message, sender, connectionId, place.rev());
    }
  }

  Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    Sent sent = new Sent(draft, sender, connectionId, id, at);
    return turns.make(draft.chatId(), null, statements -> append(statements, sent));
  }

  private Made<Optional<Result>> append(Statements statements, Sent sent) throws SQLException {
    ChatId chat = sent.draft().chatId();
    Optional<Place> next =
        statements.first(
            TAKE_PLACE,
            row -> new Place(row.number("head"), row.number("rev"), (int) row.number("size")),
            sent.at(),
            chat.value());
    if (next.isEmpty()) {
      return Made.nothing(Optional.empty());
    }
    Place place = next.orElseThrow();
    Posted posted = sent.at(place);
    if (!EntryInsert.insert(statements, posted)) {
      return Made.nothing(EntryInsert.first(statements, posted));
    }
    trim(statements, chat, place.seq());
    return Made.published(
        Optional.of(new Result(posted, false, place.members())),
        place.rev(),
        new Signal.Appended(posted));
  }

  private void trim(Statements statements, ChatId chat, long head) throws SQLException {
    int group = Math.clamp(maxMessages / GROUPS, 1, MAX_GROUP);
    long last = head - maxMessages;
    if (last > 0 && head % group == 0) {
      // Two groups: the number of retained entries may have been lowered.
      statements.update(TRIM, chat.value(), chat.value(), last, 2 * group);
      statements.update(TRIM_REACTIONS, chat.value(), last);
    }
  }

  boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    return turns.make(
        next.message().chatId(),
        cause,
        statements -> {
          long rev = ChatTurns.raise(statements, next.message().chatId());
          return EntryReplacement.replace(statements, next.message(), rev)
              ? Made.published(true, rev, new Signal.Replaced(next))
              : Made.nothing(false);
        });
  }

  void delete(ChatId chat) {
    turns
        .database()
        .write(
            statements ->
                statements.update(
                        "UPDATE chat SET last_message_at = NULL WHERE id = ?", chat.value())
                    + statements.update("DELETE FROM message WHERE chat = ?", chat.value()));
  }
}
