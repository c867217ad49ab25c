package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Receipts in this process: one record for each membership, which is kept until the chat is
/// deleted.
public final class MemoryReceiptStore implements ReceiptStore {

  private record Key(ChatId chat, UserId user) {}

  /// The receipts of a user in a chat. The object guards itself.
  private static final class Places {
    private long delivered;
    private long read;
    private final DeviceCursors devices = new DeviceCursors();
  }

  private final InstantSource clock;
  private final Map<Key, Places> places = new ConcurrentHashMap<>();

  /// Creates an empty store.
  ///
  /// @param clock the clock of the moves of receipts
  public MemoryReceiptStore(InstantSource clock) {
    this.clock = clock;
  }

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
  public OptionalLong delivered(ChatId chat, Device device) {
    Places known = places.get(new Key(chat, device.user()));
    if (known == null) {
      return OptionalLong.empty();
    }
    synchronized (known) {
      return known.devices.place(device, clock.instant());
    }
  }

  @Override
  public void begin(ChatId chat, Device device, long seq) {
    Places known = places(chat, device.user());
    synchronized (known) {
      known.devices.begin(device, seq, clock.instant());
    }
  }

  @Override
  public OptionalLong advanceDelivered(ChatId chat, Device device, long seq) {
    Places known = places(chat, device.user());
    synchronized (known) {
      known.devices.advance(device, seq, clock.instant());
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
