package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.application.port.ReceiptStore.Device;
import com.sup.messenger.domain.DeviceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The cursors of a user's devices in a chat, in the order of their last moves. Its owner guards
/// it.
final class DeviceCursors {

  private record Cursor(DeviceId id, long place, Instant moved, boolean lasting) {

    boolean isOver(Instant now) {
      return !now.isBefore(moved.plus(ReceiptStore.KEPT));
    }

    Cursor below(@Nullable Cursor other) {
      return other == null ? this : new Cursor(id, Math.min(place, other.place), moved, true);
    }
  }

  private final Map<DeviceId, Cursor> cursors = new LinkedHashMap<>(4);

  /// The lowest cursor of the lasting devices that were dropped.
  private @Nullable Cursor floor;

  OptionalLong place(Device device, Instant now) {
    Cursor known = cursors.get(device.id());
    if (known == null && device.lasting() && floor != null && !floor.isOver(now)) {
      known = floor;
    }
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.place());
  }

  void begin(Device device, long place, Instant now) {
    if (!cursors.containsKey(device.id())) {
      put(device, place, now);
    }
  }

  void advance(Device device, long place, Instant now) {
    Cursor known = cursors.remove(device.id());
    put(device, known == null ? place : Math.max(place, known.place()), now);
  }

  private void put(Device device, long place, Instant now) {
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
