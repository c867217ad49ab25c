package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Receipts within the process: one record a membership, with the places of the devices that moved
/// last.
public final class MemoryReceipts implements Receipts {

  /// How many devices of a user are remembered in a chat; the one that has not moved for longest
  /// goes.
  private static final int MAX_DEVICES = 32;

  private record Key(ChatId chat, UserId user) {}

  /// Guarded by itself.
  private static final class Places {
    private long delivered;
    private long read;
    private final Map<DeviceId, Long> devices =
        new LinkedHashMap<>(4, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<DeviceId, Long> eldest) {
            return size() > MAX_DEVICES;
          }
        };
  }

  private final Map<Key, Places> places = new ConcurrentHashMap<>();

  private Places places(ChatId chat, UserId user) {
    return places.computeIfAbsent(new Key(chat, user), _ -> new Places());
  }

  @Override
  public long read(ChatId chat, UserId user) {
    Places known = places.get(new Key(chat, user));
    if (known == null) {
      return 0;
    }
    synchronized (known) {
      return known.read;
    }
  }

  @Override
  public OptionalLong delivered(ChatId chat, UserId user, DeviceId device) {
    Places known = places.get(new Key(chat, user));
    if (known == null) {
      return OptionalLong.empty();
    }
    synchronized (known) {
      Long place = known.devices.get(device);
      return place == null ? OptionalLong.empty() : OptionalLong.of(place);
    }
  }

  @Override
  public void begin(ChatId chat, UserId user, DeviceId device, long seq) {
    Places known = places(chat, user);
    synchronized (known) {
      known.devices.putIfAbsent(device, seq);
    }
  }

  @Override
  public OptionalLong advanceDelivered(ChatId chat, UserId user, DeviceId device, long seq) {
    Places known = places(chat, user);
    synchronized (known) {
      known.devices.merge(device, seq, Math::max);
      long before = known.delivered;
      known.delivered = Math.max(before, seq);
      return seq > before ? OptionalLong.of(before) : OptionalLong.empty();
    }
  }

  @Override
  public OptionalLong advanceRead(ChatId chat, UserId user, long seq) {
    Places known = places(chat, user);
    synchronized (known) {
      long before = known.read;
      known.read = Math.max(before, seq);
      return seq > before ? OptionalLong.of(before) : OptionalLong.empty();
    }
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    places.keySet().removeIf(key -> key.chat().equals(chat));
  }
}
