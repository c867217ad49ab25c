package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.postgres.connection.Columns;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The place of a device in a chat.
///
/// @param device its id; empty for the lowest place that was dropped of a lasting device
record DeviceCursor(String device, Position place, Instant moved, boolean lasting) {

  private static final String DROPPED = "";

  static DeviceCursor read(Columns row) throws SQLException {
    return new DeviceCursor(
        row.text("device"),
        new Position(row.number("seq"), row.number("rev")),
        row.time("moved_at"),
        row.flag("lasting"));
  }

  boolean isDropped() {
    return device.equals(DROPPED);
  }

  private boolean isKept(Instant now) {
    return moved.plus(ReceiptStore.KEPT).isAfter(now);
  }

  /// Returns the cursor that must go before another device gets one; empty if there is room.
  /// Devices that do not last go first, then the one with the oldest move.
  static Optional<DeviceCursor> inTheWay(List<DeviceCursor> all) {
    List<DeviceCursor> present = all.stream().filter(cursor -> !cursor.isDropped()).toList();
    return present.size() < ReceiptStore.MAX_DEVICES
        ? Optional.empty()
        : present.stream()
            .min(Comparator.comparing(DeviceCursor::lasting).thenComparing(DeviceCursor::moved));
  }

  /// Returns what is kept of this cursor when it goes. Empty if nothing is.
  Optional<DeviceCursor> rest(List<DeviceCursor> all, Instant now) {
    if (!lasting || !isKept(now)) {
      return Optional.empty();
    }
    Position lowest =
        all.stream()
            .filter(cursor -> cursor.isDropped() && cursor.isKept(now))
            .map(DeviceCursor::place)
            .reduce(place, Position::min);
    return Optional.of(new DeviceCursor(DROPPED, lowest, moved, true));
  }
}
