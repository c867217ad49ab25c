package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ReactionStore.OfMessage;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads reactions.
final class ReactionRows {

  private static final String OF =
      "SELECT message, member, value FROM reaction WHERE chat = ? AND message = ANY(?)";

  private static final String SINCE =
      """
      SELECT message, rev FROM reacted WHERE chat = ? AND rev > ? AND seq > ? ORDER BY rev LIMIT ?
      """;

  private ReactionRows() {}

  static Map<MessageId, Map<UserId, Reaction>> of(
      Statements statements, ChatId chat, Collection<String> messages) throws SQLException {
    Map<MessageId, Map<UserId, Reaction>> all = new HashMap<>();
    statements.list(
        OF,
        row ->
            all.computeIfAbsent(new MessageId(row.text("message")), _ -> new HashMap<>())
                .put(new UserId(row.text("member")), new Reaction(row.words("value"))),
        chat.value(),
        messages);
    return all;
  }

  static List<Revised<OfMessage>> since(
      Statements statements, ChatId chat, long rev, long afterSeq, int max) throws SQLException {
    List<Revised<String>> changed =
        statements.list(
            SINCE,
            row -> new Revised<>(row.number("rev"), row.text("message")),
            chat.value(),
            rev,
            afterSeq,
            max);
    Map<MessageId, Map<UserId, Reaction>> all =
        of(statements, chat, changed.stream().map(Revised::value).toList());
    return changed.stream().map(one -> ofMessage(one, all)).toList();
  }

  private static Revised<OfMessage> ofMessage(
      Revised<String> changed, Map<MessageId, Map<UserId, Reaction>> all) {
    MessageId message = new MessageId(changed.value());
    return new Revised<>(
        changed.rev(), new OfMessage(message, all.getOrDefault(message, Map.of())));
  }
}
