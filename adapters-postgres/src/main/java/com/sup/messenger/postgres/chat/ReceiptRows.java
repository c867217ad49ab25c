package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ReceiptStore.OfUser;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes the receipts of users.
final class ReceiptRows {

  private static final String COLUMNS = "delivered, delivered_at, read, read_at, rev";

  private static final String OF =
      "SELECT chat, " + COLUMNS + " FROM receipt WHERE member = ? AND chat = ANY(?)";

  private static final String SINCE =
      "SELECT member, "
          + COLUMNS
          + " FROM receipt WHERE chat = ? AND rev > ? ORDER BY rev DESC LIMIT ?";

  private static final String HOLD =
      """
      INSERT INTO receipt (chat, member) VALUES (?, ?)
      ON CONFLICT (chat, member) DO UPDATE SET rev = receipt.rev
      RETURNING
      """
          + COLUMNS;

  private static final String MOVE =
      """
      UPDATE receipt SET delivered = ?, delivered_at = ?, read = ?, read_at = ?, rev = ?
      WHERE chat = ? AND member = ?
      """;

  private ReceiptRows() {}

  private static Receipt receipt(Columns row) throws SQLException {
    return new Receipt(
        row.number("delivered"),
        row.maybeTime("delivered_at"),
        row.number("read"),
        row.maybeTime("read_at"));
  }

  static Map<ChatId, Receipt> of(Statements statements, UserId user, Collection<ChatId> chats)
      throws SQLException {
    Map<ChatId, Receipt> all = new HashMap<>();
    statements.list(
        OF,
        row -> all.put(new ChatId(row.text("chat")), receipt(row)),
        user.value(),
        IdTexts.values(chats));
    return all;
  }

  static List<Revised<OfUser>> since(Statements statements, ChatId chat, long rev, int max)
      throws SQLException {
    return statements.list(
        SINCE,
        row ->
            new Revised<>(
                row.number("rev"), new OfUser(new UserId(row.text("member")), receipt(row))),
        chat.value(),
        rev,
        max);
  }

  /// Holds the row of a receipt until the end of the transaction. Makes it if there is none.
  static Receipt hold(Statements statements, ChatId chat, UserId user) throws SQLException {
    return statements.first(HOLD, ReceiptRows::receipt, chat.value(), user.value()).orElseThrow();
  }

  static void put(Statements statements, ChatId chat, UserId user, Receipt next, long rev)
      throws SQLException {
    statements.update(
        MOVE,
        next.delivered(),
        next.deliveredAt(),
        next.read(),
        next.readAt(),
        rev,
        chat.value(),
        user.value());
  }
}
