package com.sup.messenger.postgres.chat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads memberships.
final class MemberRows {

  private static final String MEMBERSHIPS =
      """
      SELECT member.chat, member.joined_after, chat.history_shown
      FROM member JOIN chat ON chat.id = member.chat
      WHERE member.id = ? AND member.chat = ANY(?)
      """;

  private static final String SHARING =
      """
      SELECT DISTINCT other.id FROM member own JOIN member other ON other.chat = own.chat
      WHERE own.id = ? AND other.id = ANY(?)
      """;

  private MemberRows() {}

  private static ChatId chat(Columns row) throws SQLException {
    return new ChatId(row.text("chat"));
  }

  private static UserId user(Columns row) throws SQLException {
    return new UserId(row.text("id"));
  }

  static Set<ChatId> chatsOf(Statements statements, UserId user) throws SQLException {
    String sql = "SELECT chat FROM member WHERE id = ?";
    return Set.copyOf(statements.list(sql, MemberRows::chat, user.value()));
  }

  static Map<UserId, Set<ChatId>> chatsOf(Statements statements, Collection<UserId> users)
      throws SQLException {
    Map<UserId, Set<ChatId>> all = new HashMap<>();
    users.forEach(user -> all.put(user, new HashSet<>()));
    String sql = "SELECT id, chat FROM member WHERE id = ANY(?)";
    statements.list(sql, row -> add(all.get(user(row)), chat(row)), IdTexts.values(users));
    return all;
  }

  private static boolean add(@Nullable Set<ChatId> set, ChatId chat) {
    return set != null && set.add(chat);
  }

  static Set<UserId> of(Statements statements, ChatId chat) throws SQLException {
    String sql = "SELECT id FROM member WHERE chat = ?";
    return Set.copyOf(statements.list(sql, MemberRows::user, chat.value()));
  }

  static Set<UserId> sharing(Statements statements, UserId user, Collection<UserId> others)
      throws SQLException {
    return new HashSet<>(
        statements.list(SHARING, MemberRows::user, user.value(), IdTexts.values(others)));
  }

  static Map<ChatId, Membership> memberships(
      Statements statements, UserId user, Collection<ChatId> chats) throws SQLException {
    Map<ChatId, Membership> memberships = new HashMap<>();
    statements.list(
        MEMBERSHIPS,
        row ->
            memberships.put(
                chat(row), new Membership(row.number("joined_after"), row.flag("history_shown"))),
        user.value(),
        IdTexts.values(chats));
    return memberships;
  }
}
