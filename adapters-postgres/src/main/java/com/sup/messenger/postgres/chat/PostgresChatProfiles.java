package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Made;
import com.sup.messenger.postgres.connection.Statements;
import com.sup.messenger.postgres.connection.Statements.FreeText;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Profiles as a row for each field.
public final class PostgresChatProfiles implements ChatProfiles {

  /// A profile without fields is a row without a field.
  private static final String OF =
      """
      SELECT chat.id, field, value FROM chat LEFT JOIN profile_field ON chat.id = profile_field.chat
      WHERE chat.id = ANY(?) AND has_profile
      """;

  private static final String SET =
      """
      INSERT INTO profile_field (chat, field, value) VALUES (?, ?, ?)
      ON CONFLICT (chat, field) DO UPDATE SET value = EXCLUDED.value
      """;

  private static final String DROP = "DELETE FROM profile_field WHERE chat = ? AND field = ?";

  private final ChatTurns turns;
  private final Database database;

  public PostgresChatProfiles(ChatTurns turns) {
    this.turns = turns;
    this.database = turns.database();
  }

  @Override
  public Optional<ChatProfile> of(ChatId chat) {
    return Optional.ofNullable(of(List.of(chat)).get(chat));
  }

  @Override
  public Map<ChatId, ChatProfile> of(Collection<ChatId> chats) {
    return database.read(statements -> of(statements, chats));
  }

  private static Map<ChatId, ChatProfile> of(Statements statements, Collection<ChatId> chats)
      throws SQLException {
    Map<ChatId, Map<ChatUpdateType, String>> fields = new HashMap<>();
    statements.list(OF, row -> read(row, fields), IdTexts.values(chats));
    Map<ChatId, ChatProfile> profiles = new HashMap<>();
    fields.forEach((chat, values) -> profiles.put(chat, new ChatProfile(values)));
    return profiles;
  }

  private static boolean read(Columns row, Map<ChatId, Map<ChatUpdateType, String>> fields)
      throws SQLException {
    Map<ChatUpdateType, String> ofChat =
        fields.computeIfAbsent(
            new ChatId(row.text("id")), _ -> new EnumMap<>(ChatUpdateType.class));
    String field = row.maybeText("field");
    if (field != null) {
      ofChat.put(ChatUpdateType.valueOf(field), row.words("value"));
    }
    return true;
  }

  @Override
  public long revision(ChatId chat) {
    String sql = "SELECT profile_rev FROM chat WHERE id = ?";
    return database
        .read(statements -> statements.first(sql, row -> row.number("profile_rev"), chat.value()))
        .orElse(0L);
  }

  @Override
  public Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes) {
    return turns.make(chat, null, statements -> change(statements, chat, changes));
  }

  private static Made<Change> change(
      Statements statements, ChatId chat, Map<ChatUpdateType, Optional<String>> changes)
      throws SQLException {
    long rev = ChatTurns.raise(statements, chat);
    ChatProfile known = of(statements, List.of(chat)).get(chat);
    ChatProfile before = known == null ? ChatProfile.EMPTY : known;
    ChatProfile after = before.with(changes);
    for (ChatUpdateType field : before.differences(after)) {
      write(statements, chat, field, after.field(field));
    }
    statements.update("UPDATE chat SET has_profile = true WHERE id = ?", chat.value());
    if (after.equals(before)) {
      ChatTurns.lower(statements, chat);
      return Made.quietly(new Change(known == null, before, after, 0));
    }
    statements.update("UPDATE chat SET profile_rev = rev WHERE id = ?", chat.value());
    return Made.quietly(new Change(known == null, before, after, rev));
  }

  private static void write(
      Statements statements, ChatId chat, ChatUpdateType field, Optional<String> value)
      throws SQLException {
    if (value.isPresent()) {
      statements.update(SET, chat.value(), field.name(), new FreeText(value.orElseThrow()));
    } else {
      statements.update(DROP, chat.value(), field.name());
    }
  }

  @Override
  public boolean delete(ChatId chat) {
    String hold = "UPDATE chat SET has_profile = false WHERE id = ? AND has_profile";
    String drop = "DELETE FROM profile_field WHERE chat = ?";
    return database.write(
        statements ->
            statements.update(hold, chat.value()) == 1
                && statements.update(drop, chat.value()) >= 0);
  }
}
