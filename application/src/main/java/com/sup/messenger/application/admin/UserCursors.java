package com.sup.messenger.application.admin;

import com.sup.messenger.application.message.UnreadCounts;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Revocations.Revoked;
import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds how far a user and the user's open devices are in each chat.
public final class UserCursors {

  /// The most open devices of a user whose cursors are read, each by a call of the store.
  private static final int MAX_DEVICES = 32;

  private final Ports ports;

  public UserCursors(Ports ports) {
    this.ports = ports;
  }

  Operations.Cursors of(UserId user) {
    Set<ChatId> all = ports.chatDirectory().chatsOf(user);
    List<ChatId> chats = UnreadCounts.counted(all);
    Revoked revoked = ports.revocations().of(user);
    Instant before = revoked.all().equals(Instant.MIN) ? null : revoked.all();
    return new Operations.Cursors(
        places(user, chats), all.size() > chats.size(), before, revoked.devices());
  }

  private List<Operations.ChatCursor> places(UserId user, List<ChatId> chats) {
    if (chats.isEmpty()) {
      return List.of();
    }
    Map<ChatId, Head> heads = ports.messageLog().heads(chats);
    Map<ChatId, Membership> memberships = ports.chatDirectory().memberships(user, chats);
    Map<ChatId, Receipt> receipts = ports.receiptStore().of(user, chats);
    Map<DeviceId, Map<ChatId, Position>> devices = devices(user, chats);
    List<Operations.ChatCursor> places = new ArrayList<>();
    for (ChatId chat : chats) {
      Membership membership = memberships.get(chat);
      if (membership != null) {
        places.add(
            new Operations.ChatCursor(
                chat,
                heads.getOrDefault(chat, Head.NONE).position().seq(),
                membership.visibleAfter(),
                receipts.getOrDefault(chat, Receipt.NONE),
                in(chat, devices)));
      }
    }
    return places;
  }

  private Map<DeviceId, Map<ChatId, Position>> devices(UserId user, Collection<ChatId> chats) {
    Map<DeviceId, Map<ChatId, Position>> devices = new HashMap<>();
    ports.connectionRegistry().of(user).stream()
        .map(ConnectionRegistry.Entry::device)
        .distinct()
        .limit(MAX_DEVICES)
        .forEach(id -> devices.put(id, ports.receiptStore().cursors(device(user, id), chats)));
    return devices;
  }

  /// Returns the device as a holder of receipts. Its cursor, if it has one, is the same for a
  /// device that does not last.
  static ReceiptStore.Device device(UserId user, DeviceId id) {
    return new ReceiptStore.Device(user, id, true);
  }

  private static Map<DeviceId, Long> in(ChatId chat, Map<DeviceId, Map<ChatId, Position>> devices) {
    Map<DeviceId, Long> places = new TreeMap<>(Comparator.comparing(DeviceId::value));
    devices.forEach(
        (device, cursors) -> {
          Position place = cursors.get(chat);
          if (place != null) {
            places.put(device, place.seq());
          }
        });
    return places;
  }
}
