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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Receipts in Redis. The places of a user are kept for good. The cursors of the user's devices are
/// kept for 30 days from the last move of any of them.
public final class RedisReceiptStore implements ReceiptStore {

  /// The keys of a chat with the receipts of all users: three hashes and a sorted set.
  private static final List<String> PLACES = List.of("delivered", "read", "times", "moved");

  private static final Script BEGIN = script("receipts-begin", "receipts-common");
  private static final Script ADVANCE = script("receipts-advance", "receipts-common", "announce");
  private static final Script CURSOR = script("receipts-cursor", "receipts-common");

  private static final Script OF =
      new Script(
          """
          -- KEYS: user to delivered place, to read place, to the times of both; ARGV: users
          -- Returns {delivered place, read place, times; ...}
          local found = {}
          for _, user in ipairs(ARGV) do
            for i = 1, 3 do
              found[#found + 1] = redis.call('HGET', KEYS[i], user) or ''
            end
          end
          return found
          """);

  private static final Script SINCE =
      new Script(
          """
          -- KEYS: as in OF, and users by the revision of the last move; ARGV: revision, most users
          -- Returns {revision, user, delivered place, read place, times; ...}, the last moved first
          local found = {}
          local moved = redis.call(
            'ZREVRANGEBYSCORE', KEYS[4], '+inf', '(' .. ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
          for m = 1, #moved, 2 do
            found[#found + 1] = tonumber(moved[m + 1])
            found[#found + 1] = moved[m]
            for i = 1, 3 do
              found[#found + 1] = redis.call('HGET', KEYS[i], moved[m]) or ''
            end
          end
          return found
          """);

  private final RedisConnection redis;
  private final Channels channels;

  public RedisReceiptStore(RedisConnection redis, Channels channels) {
    this.redis = redis;
    this.channels = channels;
  }

  private static Script script(String name, String... others) {
    return Script.named(name, RedisReceiptStore.class, others);
  }

  private List<String> places(ChatId chat) {
    return PLACES.stream().map(what -> redis.keys().of(chat, what)).toList();
  }

  private List<String> cursorKeys(ChatId chat, UserId user) {
    // An instance of an earlier version keeps them in a sorted set.
    return List.of(
        redis.keys().of(chat, "cursors:" + user.value()),
        redis.keys().of(chat, "devices:" + user.value()));
  }

  @Override
  public Receipt of(ChatId chat, UserId user) {
    return receipt(redis.list(OF, places(chat), user.value()), 0);
  }

  @Override
  public Map<ChatId, Receipt> of(UserId user, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            chat -> redis.keys().of(chat, "delivered"),
            (batch, chat) -> RedisConnection.step(batch, OF, places(chat), user.value()));
    Map<ChatId, Receipt> receipts = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      receipts.put(all.get(i), receipt(told.get(i), 0));
    }
    return receipts;
  }

  /// @param told delivered place, read place and the times of both, from an index on
  private static Receipt receipt(List<?> told, int from) {
    String[] times = ((String) told.get(from + 2)).split(" ", 2);
    return new Receipt(
        number((String) told.get(from)),
        time(times[0]),
        number((String) told.get(from + 1)),
        time(times.length < 2 ? "" : times[1]));
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(text));
  }

  @Override
  public List<Revised<OfUser>> since(ChatId chat, long rev, int max) {
    List<?> told = redis.list(SINCE, places(chat), rev, max);
    List<Revised<OfUser>> moved = new ArrayList<>();
    for (int i = 0; i < told.size(); i += 5) {
      UserId user = new UserId((String) told.get(i + 1));
      moved.add(new Revised<>((Long) told.get(i), new OfUser(user, receipt(told, i + 2))));
    }
    return moved;
  }

  @Override
  public Map<ChatId, Position> cursors(Device device, Collection<ChatId> chats) {
    List<ChatId> all = chats.stream().distinct().toList();
    List<List<?>> told =
        redis.each(
            all,
            chat -> cursorKeys(chat, device.user()).getFirst(),
            (batch, chat) ->
                RedisConnection.step(
                    batch,
                    CURSOR,
                    cursorKeys(chat, device.user()),
                    device.id().value(),
                    flag(device.lasting()),
                    KEPT.toMillis()));
    Map<ChatId, Position> cursors = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      List<?> found = told.get(i);
      if (!found.isEmpty()) {
        cursors.put(all.get(i), new Position((Long) found.get(0), (Long) found.get(1)));
      }
    }
    return cursors;
  }

  @Override
  public void begin(ChatId chat, Device device, Position position) {
    redis.number(
        BEGIN,
        cursorKeys(chat, device.user()),
        device.id().value(),
        flag(device.lasting()),
        position.seq(),
        position.rev(),
        KEPT.toMillis(),
        MAX_DEVICES);
  }

  @Override
  public Receipt advance(Move move, Envelope.Origin cause) {
    UserId user = move.device().user();
    Signal.ReceiptMoved signal =
        new Signal.ReceiptMoved(
            user, move.message().id(), 0, move.message().seq(), move.read(), move.at());
    Announcement news = channels.announcement(move.chat(), Announcement.moved(signal, cause));
    List<?> told =
        redis.list(
            ADVANCE,
            advanceKeys(move.chat(), user),
            move.device().id().value(),
            flag(move.device().lasting()),
            move.message().seq(),
            move.message().rev(),
            KEPT.toMillis(),
            MAX_DEVICES,
            user.value(),
            flag(move.read()),
            move.at().toEpochMilli(),
            news.command(),
            news.key(),
            news.rest());
    return receipt(told, 0);
  }

  private List<String> advanceKeys(ChatId chat, UserId user) {
    return Stream.of(
            cursorKeys(chat, user),
            places(chat),
            List.of(redis.keys().of(chat, "now"), channels.of(chat)))
        .flatMap(List::stream)
        .toList();
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    Set<UserId> all = new HashSet<>(users);
    for (String hash : places(chat).subList(0, 2)) {
      redis
          .<Set<String>>call(hash, r -> r.<String, String>getMap(hash).readAllKeySetAsync())
          .forEach(user -> all.add(new UserId(user)));
    }
    redis.<UserId, Long>each(
        all,
        user -> cursorKeys(chat, user).getFirst(),
        (batch, user) ->
            batch.getKeys().deleteAsync(cursorKeys(chat, user).toArray(String[]::new)));
    // These come last: as long as they are there, a repeat finds the devices.
    redis.<String, Long>each(
        places(chat), places -> places, (batch, places) -> batch.getKeys().deleteAsync(places));
  }
}
