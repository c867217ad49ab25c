package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.chat.Position;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cursors of a user's devices in a chat, in the order of their last moves. Its owner guards
/// it.
final class DeviceCursors {

  private record Cursor(DeviceId id, Position place, Instant moved, boolean lasting) {

    boolean isOver(Instant now) {
      return !now.isBefore(moved.plus(ReceiptStore.KEPT));
    }

    Cursor below(@Nullable Cursor other) {
      return other == null ? this : new Cursor(id, place.min(other.place), moved, true);
    }
  }

  private final Map<DeviceId, Cursor> cursors = new LinkedHashMap<>(4);

  /// The lowest cursor of the lasting devices that were dropped.
  private @Nullable Cursor floor;

  Optional<Position> place(Device device, Instant now) {
    Cursor known = cursors.get(device.id());
    if (known == null && device.lasting() && floor != null && !floor.isOver(now)) {
      known = floor;
    }
    return known == null ? Optional.empty() : Optional.of(known.place());
  }

  void begin(Device device, Position place, Instant now) {
    if (!cursors.containsKey(device.id())) {
      put(device, place, now);
    }
  }

  void advance(Device device, Position place, Instant now) {
    Cursor known = cursors.remove(device.id());
    put(device, known == null ? place : place.max(known.place()), now);
  }

  /// Notes that a move of the device made a revision.
  void made(Device device, long rev) {
    cursors.computeIfPresent(
        device.id(),
        (id, known) -> new Cursor(id, known.place().passing(rev), known.moved(), known.lasting()));
  }

  private void put(Device device, Position place, Instant now) {
    if (cursors.size() >= ReceiptStore.MAX_DEVICES) {
      makeRoom(now);
    }
    cursors.put(device.id(), new Cursor(device.id(), place, now, device.lasting()));
  }

  private void makeRoom(Instant now) {
    cursors.values().removeIf(cursor -> cursor.isOver(now));
    if (floor != null && floor.isOver(now)) {
      floor = null;
    }
    if (cursors.size() >= ReceiptStore.MAX_DEVICES) {
      drop(first());
    }
  }

  private Cursor first() {
    return cursors.values().stream()
        .filter(cursor -> !cursor.lasting())
        .findFirst()
        .orElseGet(() -> cursors.values().iterator().next());
  }

  private void drop(Cursor gone) {
    cursors.remove(gone.id());
    if (gone.lasting()) {
      floor = gone.below(floor);
    }
  }
}
