package com.sup.messenger.redis.store;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /// The member of a user's changes that has the revision. No id is a slash.
  private static final String REVISION = NONE;

  private static final String READ_MARK = "read ";
  private static final String CLEARED_MARK = "cleared ";

  private static final Script ADD = script("add");
  private static final Script CHOOSE = script("choose");
  private static final Script READ = script("read");
  private static final Script CLEAR = script("clear");
  private static final Script SINCE = script("since");

  private final RedisConnection redis;

  public RedisNotificationStore(RedisConnection redis) {
    this.redis = redis;
  }

  private static Script script(String name) {
    return Script.named(
        "notification-" + name, RedisNotificationStore.class, "notification-common");
  }

  private List<String> keys(UserId user) {
    return List.of(
        redis.keys().of(user, "notifications:times"),
        redis.keys().of(user, "notifications"),
        redis.keys().of(user, "notifications:subjects"),
        changes(user));
  }

  private String changes(UserId user) {
    return redis.keys().of(user, "notifications:changes");
  }

  private static Object[] arguments(Object... own) {
    return Stream.concat(Stream.of(MAX_CHANGES, Notice.KEPT.toSeconds()), Stream.of(own)).toArray();
  }

  @Override
  public Map<UserId, Long> revisions(Collection<UserId> users) {
    List<UserId> all = List.copyOf(users);
    List<@Nullable Double> read =
        redis.each(
            all,
            this::changes,
            (batch, user) ->
                batch
                    .<String>getScoredSortedSet(changes(user), StringCodec.INSTANCE)
                    .getScoreAsync(REVISION));
    Map<UserId, Long> revisions = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Double rev = read.get(i);
      revisions.put(all.get(i), rev == null ? 0 : rev.longValue());
    }
    return revisions;
  }

  @Override
  public News since(UserId user, long rev, Instant oldest) {
    List<?> read = redis.list(SINCE, keys(user), arguments(oldest.toEpochMilli(), rev));
    List<ServerEvent> events = read.stream().skip(1).map(change -> event((String) change)).toList();
    return new News(Long.parseLong((String) read.getFirst()), events);
  }

  private static ServerEvent event(String change) {
    if (change.startsWith(READ_MARK)) {
      return new NotificationRead(new NotificationId(change.substring(READ_MARK.length())));
    }
    if (change.startsWith(CLEARED_MARK)) {
      return new NotificationCleared(new NotificationId(change.substring(CLEARED_MARK.length())));
    }
    return RedisJson.read(NotificationNew.class, change);
  }

  @Override
  public Map<UserId, Step> add(Set<UserId> users, NotificationNew notification, long place) {
    return steps(
        users,
        ADD,
        notification.id().value(),
        notification.timestamp().toEpochMilli(),
        RedisJson.write(notification),
        subject(notification, place),
        Notice.MAX_KEPT);
  }

  private Map<UserId, Step> steps(Set<UserId> users, Script script, Object... own) {
    List<UserId> all = List.copyOf(users);
    Object[] arguments = arguments(own);
    List<List<?>> results =
        redis.each(
            all,
            this::changes,
            (batch, user) -> RedisConnection.step(batch, script, keys(user), arguments));
    Map<UserId, Step> steps = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Step step = step(results.get(i));
      if (!step.isEmpty()) {
        steps.put(all.get(i), step);
      }
    }
    return steps;
  }

  private static Step step(List<?> result) {
    List<String> texts = result.stream().map(String.class::cast).toList();
    return new Step(
        Long.parseLong(texts.get(0)),
        Long.parseLong(texts.get(1)),
        texts.stream().skip(2).map(NotificationId::new).toList());
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
  public List<NotificationNew> pending(UserId user, Instant oldest) {
    return since(user, 0, oldest).events().stream().map(NotificationNew.class::cast).toList();
  }

  @Override
  public Optional<Step> read(UserId user, NotificationId notification, Instant oldest) {
    List<?> result =
        redis.list(READ, keys(user), arguments(oldest.toEpochMilli(), notification.value()));
    return result.isEmpty() ? Optional.empty() : Optional.of(step(result));
  }

  @Override
  public Optional<Step> clear(UserId user, NotificationId notification, Instant oldest) {
    return Optional.of(clear(user, oldest, notification.value())).filter(step -> !step.isEmpty());
  }

  @Override
  public Step clear(UserId user, Instant oldest) {
    return clear(user, oldest, ANY);
  }

  private Step clear(UserId user, Instant oldest, String id) {
    return step(redis.list(CLEAR, keys(user), arguments(oldest.toEpochMilli(), id)));
  }

  @Override
  public Step settle(UserId user, ChatId chat, long seq) {
    Object[] arguments = arguments("read", chat.value(), seq, ANY, ANY);
    return step(redis.list(CHOOSE, keys(user), arguments));
  }

  @Override
  public Map<UserId, Step> withdraw(
      Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from) {
    String by = from == null ? ANY : from.value();
    return steps(users, CHOOSE, "clear", chat.value(), "inf", message.value(), by);
  }

  @Override
  public Map<UserId, Step> forget(Set<UserId> users, ChatId chat) {
    return steps(users, CHOOSE, "clear", chat.value(), "inf", ANY, ANY);
  }
}
