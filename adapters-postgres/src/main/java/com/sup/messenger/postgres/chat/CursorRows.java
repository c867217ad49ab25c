package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cursors of devices.
final class CursorRows {

  private static final String OF_DEVICE =
      """
      SELECT chat, device, seq, rev, moved_at, lasting FROM device_cursor
      WHERE member = ? AND chat = ANY(?) AND (device = ? OR (? AND device = '' AND moved_at > ?))
      """;

  private static final String OF_CHAT =
      "SELECT device, seq, rev, moved_at, lasting FROM device_cursor WHERE chat = ? AND member = ?";

  private static final String PUT =
      """
      INSERT INTO device_cursor (chat, member, device, seq, rev, moved_at, lasting)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (chat, member, device) DO UPDATE SET
        seq = EXCLUDED.seq, rev = EXCLUDED.rev, moved_at = EXCLUDED.moved_at,
        lasting = EXCLUDED.lasting
      """;

  /// The revision that the move made is known too, unless another one is missing before.
  private static final String ADVANCE =
      """
      UPDATE device_cursor SET seq = greatest(seq, ?),
        rev = CASE ? WHEN greatest(rev, ?) + 1 THEN ? ELSE greatest(rev, ?) END,
        moved_at = ?, lasting = ?
      WHERE chat = ? AND member = ? AND device = ?
      """;

  private static final String DROP =
      "DELETE FROM device_cursor WHERE chat = ? AND member = ? AND device = ?";

  private final InstantSource clock;

  CursorRows(InstantSource clock) {
    this.clock = clock;
  }

  Map<ChatId, Position> of(Statements statements, Device device, Collection<ChatId> chats)
      throws SQLException {
    Map<ChatId, Position> places = new HashMap<>();
    statements.list(
        OF_DEVICE,
        row -> {
          DeviceCursor cursor = DeviceCursor.read(row);
          ChatId chat = new ChatId(row.text("chat"));
          return cursor.isDropped()
              ? places.putIfAbsent(chat, cursor.place())
              : places.put(chat, cursor.place());
        },
        device.user().value(),
        IdTexts.values(chats),
        device.id().value(),
        device.lasting(),
        clock.instant().minus(ReceiptStore.KEPT));
    return places;
  }

  /// Gives a device its first cursor. The transaction holds the row of the user's receipt.
  void begin(Statements statements, ChatId chat, Device device, Position place)
      throws SQLException {
    List<DeviceCursor> all = all(statements, chat, device.user());
    if (all.stream().noneMatch(cursor -> cursor.device().equals(device.id().value()))) {
      put(statements, chat, device, place, all);
    }
  }

  /// Moves the cursor of a device.
  ///
  /// @param made the revision that the move made; 0 for none
  /// @return false if the device has none
  boolean advance(Statements statements, Move move, long made) throws SQLException {
    Position place = move.message().position();
    return statements.update(
            ADVANCE,
            place.seq(),
            made,
            place.rev(),
            made,
            place.rev(),
            clock.instant(),
            move.device().lasting(),
            move.chat().value(),
            move.device().user().value(),
            move.device().id().value())
        == 1;
  }

  private static List<DeviceCursor> all(Statements statements, ChatId chat, UserId user)
      throws SQLException {
    return statements.list(OF_CHAT, DeviceCursor::read, chat.value(), user.value());
  }

  /// Stores the cursor of a device. Drops another one if it is in the way.
  ///
  /// @param others the cursors beside which there must be room
  private void put(
      Statements statements, ChatId chat, Device device, Position place, List<DeviceCursor> others)
      throws SQLException {
    Instant now = clock.instant();
    Optional<DeviceCursor> gone = DeviceCursor.inTheWay(others);
    if (gone.isPresent()) {
      DeviceCursor first = gone.orElseThrow();
      statements.update(DROP, chat.value(), device.user().value(), first.device());
      Optional<DeviceCursor> rest = first.rest(others, now);
      if (rest.isPresent()) {
        put(statements, chat, device.user(), rest.orElseThrow());
      }
    }
    put(
        statements,
        chat,
        device.user(),
        new DeviceCursor(device.id().value(), place, now, device.lasting()));
  }

  private static void put(Statements statements, ChatId chat, UserId user, DeviceCursor cursor)
      throws SQLException {
    statements.update(
        PUT,
        chat.value(),
        user.value(),
        cursor.device(),
        cursor.place().seq(),
        cursor.place().rev(),
        cursor.moved(),
        cursor.lasting());
  }
}
