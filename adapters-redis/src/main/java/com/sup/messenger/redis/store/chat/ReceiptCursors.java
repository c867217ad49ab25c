package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The cursors of the devices of a user in a chat, as one hash. It lives for 30 days from the last
/// move of any of them.
final class ReceiptCursors {

  static final String COMMON = "receipts-common";

  private static final Script BEGIN = Script.named("receipts-begin", ReceiptCursors.class, COMMON);
  private static final Script CURSOR =
      Script.named("receipts-cursor", ReceiptCursors.class, COMMON);

  private final RedisConnection redis;

  ReceiptCursors(RedisConnection redis) {
    this.redis = redis;
  }

  /// Returns the key of the cursors.
  String key(ChatId chat, UserId user) {
    return redis.keys().of(chat, "cursors:" + user.value());
  }

  Map<ChatId, Position> of(Device device, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            chat -> key(chat, device.user()),
            (batch, chat) ->
                RedisConnection.step(
                    batch,
                    CURSOR,
                    List.of(key(chat, device.user())),
                    device.id().value(),
                    device.lasting() ? 1 : 0,
                    ReceiptStore.KEPT.toMillis()));
    Map<ChatId, Position> cursors = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      List<?> found = told.get(i);
      if (!found.isEmpty()) {
        cursors.put(all.get(i), new Position((Long) found.get(0), (Long) found.get(1)));
      }
    }
    return cursors;
  }

  void begin(ChatId chat, Device device, Position position) {
    redis.number(
        BEGIN,
        List.of(key(chat, device.user())),
        device.id().value(),
        device.lasting() ? 1 : 0,
        position.seq(),
        position.rev(),
        ReceiptStore.KEPT.toMillis(),
        ReceiptStore.MAX_DEVICES);
  }

  void forget(ChatId chat, Set<UserId> users) {
    redis.<UserId, Long>each(
        users,
        user -> key(chat, user),
        (batch, user) -> batch.getKeys().deleteAsync(key(chat, user)));
  }
}
