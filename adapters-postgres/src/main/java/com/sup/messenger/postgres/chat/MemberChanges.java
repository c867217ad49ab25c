package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ChatDirectory.Replacement;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Made;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes the members of chats. Each change holds the chat's row.
final class MemberChanges {

  private static final String JOIN =
      """
      INSERT INTO member (chat, id, joined_after) SELECT ?, id, ? FROM unnest(?) AS id
      ON CONFLICT DO NOTHING RETURNING id
      """;

  private static final String LEAVE =
      "DELETE FROM member WHERE chat = ? AND id = ANY(?) RETURNING id";

  private static final String LEAVE_UNLESS =
      "DELETE FROM member WHERE chat = ? AND NOT id = ANY(?) RETURNING id";

  private static final String CHANGED =
      "UPDATE chat SET size = size + ?, members_rev = rev WHERE id = ?";

  private final ChatTurns turns;

  MemberChanges(ChatTurns turns) {
    this.turns = turns;
  }

  OptionalLong add(ChatId chat, UserId user, long afterSeq) {
    return revision(change(chat, Set.of(), false, Set.of(user), afterSeq));
  }

  OptionalLong remove(ChatId chat, UserId user) {
    return revision(change(chat, Set.of(user), false, Set.of(), 0));
  }

  Replacement replace(ChatId chat, Set<UserId> members, long afterSeq) {
    return change(chat, members, true, members, afterSeq);
  }

  private static OptionalLong revision(Replacement change) {
    return change.rev() == 0 ? OptionalLong.empty() : OptionalLong.of(change.rev());
  }

  /// Makes users leave, then makes users join.
  ///
  /// @param named the users who leave, or all who stay
  private Replacement change(
      ChatId chat, Set<UserId> named, boolean stay, Set<UserId> joining, long afterSeq) {
    return turns.make(
        chat,
        null,
        statements -> {
          long rev = ChatTurns.raise(statements, chat);
          String leave = stay ? LEAVE_UNLESS : LEAVE;
          List<String> left = ids(statements, leave, chat.value(), IdTexts.values(named));
          List<String> joined =
              ids(statements, JOIN, chat.value(), afterSeq, IdTexts.values(joining));
          if (left.isEmpty() && joined.isEmpty()) {
            return Made.nothing(new Replacement(Set.of(), Set.of(), 0));
          }
          statements.update(CHANGED, joined.size() - left.size(), chat.value());
          FormerChatRows.joined(statements, chat, joined);
          FormerChatRows.left(statements, chat, left);
          return Made.quietly(new Replacement(users(joined), users(left), rev));
        });
  }

  private static List<String> ids(Statements statements, String sql, Object... parameters)
      throws SQLException {
    return statements.list(sql, row -> row.text("id"), parameters);
  }

  private static Set<UserId> users(Collection<String> ids) {
    return ids.stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
  }
}
