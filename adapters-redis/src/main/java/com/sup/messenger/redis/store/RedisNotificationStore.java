package com.sup.messenger.redis.store;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/// Notifications in Redis. Each user is a step of its own. The steps of a call share few packets.
///
/// If an `add` fails, some users may have the notification. A repeat gives it to the others.
///
/// A notification that an earlier version has stored has no subject. So it is only read or cleared
/// by its id.
public final class RedisNotificationStore implements NotificationStore {

  private static final String ANY = "";
  private static final String NONE = "/";

  private static final Script ADD = Script.named("notification-add", RedisNotificationStore.class);
  private static final Script CHOOSE =
      Script.named("notification-choose", RedisNotificationStore.class);
  private static final Script PENDING =
      new Script(
          """
          -- KEYS: as in notification-add; ARGV: oldest time
          local pending = {}
          for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf')) do
            local json = redis.call('HGET', KEYS[2], id)
            if json and json ~= '' then
              pending[#pending + 1] = json
            end
          end
          return pending
          """);
  private static final Script READ =
      new Script(
          """
          -- KEYS: as in notification-add; ARGV: oldest time, id
          if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[2]) or '-inf') < tonumber(ARGV[1]) then
            return 0
          end
          redis.call('HSET', KEYS[2], ARGV[2], '')
          local subject = redis.call('HGET', KEYS[3], ARGV[2])
          if subject then
            redis.call('HSET', KEYS[3], ARGV[2], (string.gsub(subject, '^%S+', 'read')))
          end
          return 1
          """);
  private static final Script CLEAR =
      new Script(
          """
          -- KEYS: as in notification-add; ARGV: oldest time, id
          local at = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[2]) or '-inf')
          redis.call('ZREM', KEYS[1], ARGV[2])
          redis.call('HDEL', KEYS[2], ARGV[2])
          redis.call('HDEL', KEYS[3], ARGV[2])
          return at < tonumber(ARGV[1]) and 0 or 1
          """);
  private static final Script CLEAR_ALL =
      new Script(
          """
          -- KEYS: as in notification-add; ARGV: oldest time
          local count = redis.call('ZCOUNT', KEYS[1], ARGV[1], '+inf')
          redis.call('DEL', unpack(KEYS))
          return count
          """);

  private final RedisConnection redis;

  public RedisNotificationStore(RedisConnection redis) {
    this.redis = redis;
  }

  private List<String> keys(UserId user) {
    return List.of(
        redis.keys().of(user, "notifications:times"),
        redis.keys().of(user, "notifications"),
        redis.keys().of(user, "notifications:subjects"));
  }

  @Override
  public void add(Set<UserId> users, NotificationNew notification, long place) {
    Object[] arguments = {
      notification.id().value(),
      notification.timestamp().toEpochMilli(),
      RedisJson.write(notification),
      subject(notification, place),
      Notice.MAX_KEPT,
      Notice.KEPT.toSeconds()
    };
    redis.each(
        users,
        user -> keys(user).getFirst(),
        (batch, user) ->
            batch
                .getScript(StringCodec.INSTANCE)
                .<Long>evalAsync(
                    RScript.Mode.READ_WRITE,
                    ADD.lua(),
                    RScript.ReturnType.LONG,
                    List.copyOf(keys(user)),
                    arguments));
  }

  private static String subject(NotificationNew notification, long place) {
    boolean reaction = notification.type() == NotificationType.MESSAGE_REACTION;
    return String.join(
        " ",
        reaction ? "reaction" : "new",
        Long.toString(place),
        orNone(notification.chatId()),
        orNone(notification.messageId()),
        orNone(notification.fromUserId()));
  }

  // No id is a slash, or has a blank.
  private static String orNone(@Nullable Id id) {
    return id == null ? NONE : id.value();
  }

  @Override
  public List<NotificationId> settle(UserId user, ChatId chat, long seq) {
    return redis.list(CHOOSE, keys(user), "read", chat.value(), seq, ANY, ANY).stream()
        .map(id -> new NotificationId((String) id))
        .toList();
  }

  @Override
  public Map<UserId, List<NotificationId>> withdraw(
      Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from) {
    return clear(users, chat, message.value(), from == null ? ANY : from.value());
  }

  @Override
  public Map<UserId, List<NotificationId>> forget(Set<UserId> users, ChatId chat) {
    return clear(users, chat, ANY, ANY);
  }

  private Map<UserId, List<NotificationId>> clear(
      Set<UserId> users, ChatId chat, String message, String from) {
    List<UserId> all = List.copyOf(users);
    List<List<String>> cleared =
        redis.each(
            all,
            user -> keys(user).getFirst(),
            (batch, user) ->
                batch
                    .getScript(StringCodec.INSTANCE)
                    .<List<String>>evalAsync(
                        RScript.Mode.READ_WRITE,
                        CHOOSE.lua(),
                        RScript.ReturnType.LIST,
                        List.copyOf(keys(user)),
                        "clear",
                        chat.value(),
                        "inf",
                        message,
                        from));
    Map<UserId, List<NotificationId>> ids = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (!cleared.get(i).isEmpty()) {
        ids.put(all.get(i), cleared.get(i).stream().map(NotificationId::new).toList());
      }
    }
    return ids;
  }

  @Override
  public List<NotificationNew> pending(UserId user, Instant oldest) {
    return redis.list(PENDING, keys(user), oldest.toEpochMilli()).stream()
        .map(json -> RedisJson.read(NotificationNew.class, (String) json))
        .toList();
  }

  @Override
  public boolean read(UserId user, NotificationId notification, Instant oldest) {
    return redis.number(READ, keys(user), oldest.toEpochMilli(), notification.value()) == 1;
  }

  @Override
  public boolean clear(UserId user, NotificationId notification, Instant oldest) {
    return redis.number(CLEAR, keys(user), oldest.toEpochMilli(), notification.value()) == 1;
  }

  @Override
  public int clear(UserId user, Instant oldest) {
    return (int) redis.number(CLEAR_ALL, keys(user), oldest.toEpochMilli());
  }
}
