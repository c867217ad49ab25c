package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatDirectory.DeviceChats;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The chats that users have left, and the devices that know of it.
///
/// The departures of a user are numbered. A departure holds the user's number until its
/// transaction is over. So each number up to one that is seen is seen too.
final class FormerChatRows {

  private static final String COUNT =
      """
      INSERT INTO departures (member, last) SELECT id, 1 FROM unnest(?) AS id ORDER BY id
      ON CONFLICT (member) DO UPDATE SET last = departures.last + 1
      """;

  private static final String LEFT =
      """
      INSERT INTO former_chat (member, chat, number)
      SELECT member, ?, last FROM departures WHERE member = ANY(?)
      ON CONFLICT (member, chat) DO UPDATE SET number = EXCLUDED.number
      """;

  private static final String BOUND =
      """
      DELETE FROM former_chat WHERE (member, chat) IN (
        SELECT member, chat FROM (
          SELECT member, chat, row_number() OVER (PARTITION BY member ORDER BY number DESC) AS place
          FROM former_chat WHERE member = ANY(?)) AS ranked
        WHERE place > ?)
      """;

  private static final String JOINED = "DELETE FROM former_chat WHERE chat = ? AND member = ANY(?)";

  /// A device that is not known has missed nothing.
  private static final String OF =
      """
      SELECT chat, former_chat.number > coalesce(known.number, last) AS missed, last
      FROM departures
      LEFT JOIN former_chat USING (member)
      LEFT JOIN (SELECT member, number FROM informed_device WHERE device = ?) AS known
        USING (member)
      WHERE member = ?
      """;

  private static final String INFORM =
      """
      INSERT INTO informed_device (member, device, number, asked_at)
      VALUES (?, ?, ?, clock_timestamp())
      ON CONFLICT (member, device)
      DO UPDATE SET number = EXCLUDED.number, asked_at = EXCLUDED.asked_at
      """;

  private static final String BOUND_DEVICES =
      """
      DELETE FROM informed_device WHERE member = ? AND device IN (
        SELECT device FROM informed_device WHERE member = ? ORDER BY asked_at DESC OFFSET ?)
      """;

  private FormerChatRows() {}

  static void left(Statements statements, ChatId chat, List<String> users) throws SQLException {
    if (!users.isEmpty()) {
      statements.update(COUNT, users);
      statements.update(LEFT, chat.value(), users);
      statements.update(BOUND, users, ChatDirectory.MAX_FORMER);
    }
  }

  static void joined(Statements statements, ChatId chat, List<String> users) throws SQLException {
    if (!users.isEmpty()) {
      statements.update(JOINED, chat.value(), users);
    }
  }

  private record Former(String chat, boolean missed, long last) {

    static Former of(Columns row) throws SQLException {
      String chat = row.maybeText("chat");
      return new Former(chat == null ? "" : chat, row.flag("missed"), row.number("last"));
    }
  }

  /// Returns the chats of a device's user, and notes that the device knows them.
  static DeviceChats of(Statements statements, ReceiptStore.Device device, Set<ChatId> current)
      throws SQLException {
    String user = device.user().value();
    List<Former> all = statements.list(OF, Former::of, device.id().value(), user);
    if (device.lasting()) {
      long last = all.isEmpty() ? 0 : all.getFirst().last();
      statements.update(INFORM, user, device.id().value(), last);
      statements.update(BOUND_DEVICES, user, user, ReceiptStore.MAX_DEVICES);
    }
    Set<ChatId> former = new HashSet<>();
    Set<ChatId> missed = new HashSet<>();
    for (Former one : all) {
      // A user whose departures are all forgotten has one row without a chat.
      if (!one.chat().isEmpty()) {
        former.add(new ChatId(one.chat()));
        if (one.missed()) {
          missed.add(new ChatId(one.chat()));
        }
      }
    }
    return new DeviceChats(current, former, missed);
  }
}
