package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatDirectory.DeviceChats;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// The chats that users have left, and the devices that know of it.
///
/// At most [#MAX_USERS] users are remembered, those of the latest departures and arrivals.
final class FormerChats {

  private static final int MAX_USERS = 50_000;

  /// The former chats and the devices of a user. Each has the number of the departure that was the
  /// latest one then.
  private static final class OfUser {
    private final SequencedMap<ChatId, Long> chats = new LinkedHashMap<>(2);
    private final SequencedMap<DeviceId, Long> devices = new LinkedHashMap<>(2);
    private long last;

    Set<ChatId> after(long number) {
      return chats.entrySet().stream()
          .filter(chat -> chat.getValue() > number)
          .map(Map.Entry::getKey)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private final SequencedMap<UserId, OfUser> users = new LinkedHashMap<>();

  private OfUser of(UserId user) {
    OfUser of = users.computeIfAbsent(user, _ -> new OfUser());
    users.putLast(user, of);
    bound(users, MAX_USERS);
    return of;
  }

  private static void bound(SequencedMap<?, ?> map, int max) {
    if (map.size() > max) {
      map.pollFirstEntry();
    }
  }

  void left(UserId user, ChatId chat) {
    OfUser of = of(user);
    of.chats.putLast(chat, ++of.last);
    bound(of.chats, ChatDirectory.MAX_FORMER);
  }

  void joined(UserId user, ChatId chat) {
    OfUser of = users.get(user);
    if (of != null) {
      of.chats.remove(chat);
    }
  }

  DeviceChats of(ReceiptStore.Device device, Set<ChatId> current) {
    OfUser of = of(device.user());
    long known = of.devices.getOrDefault(device.id(), of.last);
    if (device.lasting()) {
      of.devices.putLast(device.id(), of.last);
      bound(of.devices, ReceiptStore.MAX_DEVICES);
    }
    return new DeviceChats(current, Set.copyOf(of.chats.keySet()), of.after(known));
  }
}
