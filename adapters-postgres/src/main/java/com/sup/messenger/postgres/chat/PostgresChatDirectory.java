package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Database;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Memberships as rows. A change of members is one transaction.
public final class PostgresChatDirectory implements ChatDirectory {

  private final Database database;
  private final MemberChanges changes;

  public PostgresChatDirectory(ChatTurns turns) {
    this.database = turns.database();
    this.changes = new MemberChanges(turns);
  }

  @Override
  public boolean isMember(ChatId chat, UserId user) {
    String sql = "SELECT 1 FROM member WHERE chat = ? AND id = ?";
    return database.read(statements -> statements.any(sql, chat.value(), user.value()));
  }

  @Override
  public Set<ChatId> chatsOf(UserId user) {
    return database.read(statements -> MemberRows.chatsOf(statements, user));
  }

  @Override
  public Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users) {
    return database.read(statements -> MemberRows.chatsOf(statements, users));
  }

  @Override
  public DeviceChats chatsOf(ReceiptStore.Device device) {
    return database.write(
        statements ->
            FormerChatRows.of(statements, device, MemberRows.chatsOf(statements, device.user())));
  }

  @Override
  public Set<UserId> members(ChatId chat) {
    return database.read(statements -> MemberRows.of(statements, chat));
  }

  @Override
  public Set<UserId> sharing(UserId user, Collection<UserId> others) {
    Set<UserId> sharing = database.read(statements -> MemberRows.sharing(statements, user, others));
    if (others.contains(user)) {
      sharing.add(user);
    }
    return Set.copyOf(sharing);
  }

  @Override
  public Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats) {
    return database.read(statements -> MemberRows.memberships(statements, user, chats));
  }

  @Override
  public void showHistory(ChatId chat, boolean shown) {
    String sql =
        """
        INSERT INTO chat (id, history_shown) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET history_shown = EXCLUDED.history_shown
        """;
    database.write(statements -> statements.update(sql, chat.value(), shown));
  }

  @Override
  public OptionalLong add(ChatId chat, UserId user, long afterSeq) {
    return changes.add(chat, user, afterSeq);
  }

  @Override
  public OptionalLong remove(ChatId chat, UserId user) {
    return changes.remove(chat, user);
  }

  @Override
  public Replacement replace(ChatId chat, Set<UserId> members, long afterSeq) {
    return changes.replace(chat, members, afterSeq);
  }

  @Override
  public long revision(ChatId chat) {
    String sql = "SELECT members_rev FROM chat WHERE id = ?";
    return database
        .read(statements -> statements.first(sql, row -> row.number("members_rev"), chat.value()))
        .orElse(0L);
  }

  @Override
  public Map<ChatId, Integer> sizes(Collection<ChatId> chats) {
    String sql = "SELECT id, size FROM chat WHERE id = ANY(?)";
    return database
        .read(
            statements ->
                statements.list(
                    sql,
                    row -> Map.entry(new ChatId(row.text("id")), (int) row.number("size")),
                    IdTexts.values(chats)))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
