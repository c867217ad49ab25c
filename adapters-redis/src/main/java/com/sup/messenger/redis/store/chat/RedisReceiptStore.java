package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Announcement;
import com.sup.messenger.redis.pubsub.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Receipts in Redis. The places of a user are kept for good: both places and their times are one
/// field of a hash. [ReceiptCursors] has the cursors of the user's devices.
public final class RedisReceiptStore implements ReceiptStore {

  private static final Script ADVANCE =
      Script.named("receipts-advance", RedisReceiptStore.class, ReceiptCursors.COMMON, "announce");

  private static final Script OF =
      new Script("return {redis.call('HGET', KEYS[1], ARGV[1]) or ''}");

  private static final Script SINCE =
      new Script(
          """
          -- KEYS: user to receipt; users by the revision of the last move
          -- ARGV: revision, most users
          -- Returns {revision, user, receipt; ...}, the last moved first
          local found = {}
          local moved = redis.call(
            'ZREVRANGEBYSCORE', KEYS[2], '+inf', '(' .. ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
          for m = 1, #moved, 2 do
            found[#found + 1] = tonumber(moved[m + 1])
            found[#found + 1] = moved[m]
            found[#found + 1] = redis.call('HGET', KEYS[1], moved[m]) or ''
          end
          return found
          """);

  private final RedisConnection redis;
  private final Channels channels;
  private final ReceiptCursors cursors;

  public RedisReceiptStore(RedisConnection redis, Channels channels) {
    this.redis = redis;
    this.channels = channels;
    this.cursors = new ReceiptCursors(redis);
  }

  private String receipts(ChatId chat) {
    return redis.keys().of(chat, "receipts");
  }

  private String moved(ChatId chat) {
    return redis.keys().of(chat, "moved");
  }

  @Override
  public Receipt of(ChatId chat, UserId user) {
    return of(user, List.of(chat)).getOrDefault(chat, Receipt.NONE);
  }

  @Override
  public Map<ChatId, Receipt> of(UserId user, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            this::receipts,
            (batch, chat) ->
                RedisConnection.step(batch, OF, List.of(receipts(chat)), user.value()));
    Map<ChatId, Receipt> receipts = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      receipts.put(all.get(i), receipt((String) told.get(i).getFirst()));
    }
    return receipts;
  }

  /// @param text the places delivered and read, and the times of both, each of which may be empty;
  ///     or an empty text
  private static Receipt receipt(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Receipt.NONE;
    }
    String[] parts = text.split(" ", -1);
    return new Receipt(
        Long.parseLong(parts[0]), time(parts[2]), Long.parseLong(parts[1]), time(parts[3]));
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(text));
  }

  @Override
  public List<Revised<OfUser>> since(ChatId chat, long rev, int max) {
    List<?> told = redis.list(SINCE, List.of(receipts(chat), moved(chat)), rev, max);
    List<Revised<OfUser>> found = new ArrayList<>();
    for (int i = 0; i < told.size(); i += 3) {
      UserId user = new UserId((String) told.get(i + 1));
      OfUser receipt = new OfUser(user, receipt((String) told.get(i + 2)));
      found.add(new Revised<>((Long) told.get(i), receipt));
    }
    return found;
  }

  @Override
  public Map<ChatId, Position> cursors(Device device, Collection<ChatId> chats) {
    return cursors.of(device, chats);
  }

  @Override
  public void begin(ChatId chat, Device device, Position position) {
    cursors.begin(chat, device, position);
  }

  @Override
  public Receipt advance(Move move, Envelope.Origin cause) {
    ChatId chat = move.chat();
    UserId user = move.device().user();
    Announcement news = announcement(move, cause);
    return receipt(
        redis.text(
            ADVANCE,
            keys(chat, user),
            move.device().id().value(),
            move.device().lasting() ? 1 : 0,
            move.message().seq(),
            move.message().rev(),
            KEPT.toMillis(),
            MAX_DEVICES,
            user.value(),
            move.read() ? 1 : 0,
            move.at().toEpochMilli(),
            news.command(),
            news.key(),
            news.rest()));
  }

  private Announcement announcement(Move move, Envelope.Origin cause) {
    UserId user = move.device().user();
    Signal.ReceiptMoved signal =
        new Signal.ReceiptMoved(
            user, move.message().id(), 0, move.message().seq(), move.read(), move.at());
    return channels.announcement(move.chat(), Announcement.moved(signal, cause));
  }

  private List<String> keys(ChatId chat, UserId user) {
    return List.of(
        cursors.key(chat, user),
        receipts(chat),
        moved(chat),
        redis.keys().of(chat, "now"),
        channels.of(chat));
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    Set<UserId> all = new HashSet<>(users);
    redis
        .<Set<String>>call(
            receipts(chat), r -> r.<String, String>getMap(receipts(chat)).readAllKeySetAsync())
        .forEach(user -> all.add(new UserId(user)));
    cursors.forget(chat, all);
    // These come last: as long as they are there, a repeat finds the devices.
    redis.call(receipts(chat), r -> r.getKeys().deleteAsync(receipts(chat), moved(chat)));
  }
}
