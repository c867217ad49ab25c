package com.sup.messenger.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.Ringing;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.RedisProcess;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.json.RedisJson;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.chat.RedisChatDirectory;
import com.sup.messenger.redis.store.chat.RedisMessageLog;
import com.sup.messenger.redis.store.chat.RedisReactionStore;
import com.sup.messenger.redis.store.chat.RedisReceiptStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The bounds and times to live of each key, in a Redis of its own.
class RedisBoundsTest {

  private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

  private static final CallStore.Lifetimes LIFETIMES =
      new CallStore.Lifetimes(Duration.ofSeconds(90), Duration.ofHours(24), Duration.ofSeconds(60));

  private final RedisProcess server = RedisProcess.open();
  private final RedisConnection redis = RedisServers.connected(server.url());
  private final Channels channels = new Channels(redis, Seal.none());
  private final RedisReceiptStore receipts = new RedisReceiptStore(redis, channels);
  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();
  private final DeviceId phone = Samples.device();

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  private long number(String... command) {
    return (Long) server.command(command);
  }

  private Set<String> keys() {
    return ((List<?>) server.command("KEYS", "*"))
        .stream().map(String.class::cast).collect(Collectors.toSet());
  }

  private Ringing call(UserId caller, UserId target) {
    return call(new CallId(Samples.messageId().value()), caller, target);
  }

  private Ringing call(CallId id, UserId caller, UserId target) {
    return new Ringing(
        id,
        Samples.profile(),
        Leg.present(caller, phone, "c"),
        target,
        CallType.AUDIO,
        new OpaqueJson("{}"),
        null,
        NOW,
        true);
  }

  private void beginCall() {
    CallStore calls = new RedisCallStore(redis);
    UserId target = Samples.user();
    Ringing call = call(ada, target);
    calls.begin(call, LIFETIMES);
    calls.begin(call(Samples.user(), target), LIFETIMES);
    calls.begin(call(call.id(), Samples.user(), Samples.user()), LIFETIMES);
    UserDevice device = new UserDevice(ada, phone);
    calls.keep(call.id(), device, new OpaqueJson("1"));
    calls.release(call.id(), device);
    calls.release(call.id(), device);
  }

  private void notifyOfSomething() {
    NotificationNew notification =
        new NotificationNew(
            new NotificationId("n"),
            NotificationType.SYSTEM,
            "t",
            "m",
            new OpaqueJson("{}"),
            null,
            null,
            null,
            Priority.LOW,
            NOW,
            false);
    new RedisNotificationStore(redis).add(Set.of(ada), notification, 0);
  }

  @Test
  void what_does_not_follow_members_or_connections_goes_by_itself() {
    long begun = Instant.now().getEpochSecond();
    beginCall();
    notifyOfSomething();
    receipts.begin(chat, lasting(phone), new Position(1, 1));
    receive(Samples.device(), 2);
    react(reactions(10), Samples.messageId(), "x");
    new RedisRateLimiter(redis).tryAcquire(ada, "b", RateLimit.of(3, 60), NOW);
    RedisPresenceStore board = new RedisPresenceStore(redis);
    board.change(ada, p -> p.enter("c", phone, NOW));
    board.change(ada, p -> p.leave("c", NOW));
    assertThat(life(redis.keys().of(ada, "presence"))).isPositive();
    board.change(ada, p -> p.lapse(p.shown().version(), NOW));
    Snapshot snapshot =
        new Snapshot(
            "c", 0, ada, phone, PresenceStatus.AWAY, Set.of(), Map.of(), List.of(), 0, null, NOW);
    new RedisSessionStore(redis, Seal.none()).keep("key", snapshot);
    long done = Instant.now().getEpochSecond();
    assertThat(keys().stream().filter(key -> life(key) < 0))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("receipts", "moved", "now")
                .map(what -> redis.keys().of(chat, what))
                .toList());
    assertThat(end("session:key")).isBetween(begun + 119, done + 121);
    // A window of a minute, and a second to spare.
    assertThat(end(redis.keys().of(ada, "permits:b"))).isBetween(begun + 60, done + 62);
    assertThat(life(redis.keys().of(ada, "notifications"))).isLessThanOrEqualTo(7 * 24 * 60 * 60);
  }

  private long life(String key) {
    return number("TTL", key);
  }

  /// Returns the time at which a key goes, in seconds since 1970, rounded to the nearest. It does
  /// not
  /// depend on the time of the question.
  private long end(String key) {
    return number("EXPIRETIME", key);
  }

  @Test
  void a_message_prolongs_the_life_of_its_chats_reactions() {
    MessageId message = Samples.messageId();
    react(reactions(10), message, "x");
    Stream.of("reactions", "reacted")
        .forEach(k -> number("EXPIRE", redis.keys().of(chat, k), "100"));
    new RedisChatDirectory(redis).add(chat, ada, 0);
    new RedisMessageLog(redis, channels, 10, Long.MAX_VALUE)
        .append(Samples.draft(chat, "m", null), new Profile(ada, null, null), null, message, NOW);
    assertThat(life(redis.keys().of(chat, "reactions"))).isGreaterThan(100);
    assertThat(life(redis.keys().of(chat, "reacted"))).isGreaterThan(100);
  }

  @Test
  void reactions_to_the_messages_reacted_to_least_recently_go_first() {
    RedisReactionStore book = reactions(3);
    List<MessageId> messages = Stream.generate(Samples::messageId).limit(4).toList();
    messages.subList(0, 3).forEach(message -> react(book, message, "x"));
    react(book, messages.getFirst(), "y");
    react(book, messages.getLast(), "x");
    assertThat(messages.stream().filter(message -> !book.of(chat, message).isEmpty()))
        .containsExactly(messages.get(0), messages.get(2), messages.get(3));
    messages.forEach(message -> book.forget(chat, message));
    assertThat(keys()).containsExactly(redis.keys().of(chat, "now"));
  }

  private RedisReactionStore reactions(int maxMessages) {
    return new RedisReactionStore(redis, channels, maxMessages);
  }

  private void react(RedisReactionStore book, MessageId message, String reaction) {
    book.put(
        1,
        new ReactionAdded(
            message, chat, ada, null, new Reaction(reaction), ReactionAction.ADD, NOW),
        null);
  }

  private void receive(DeviceId device, long seq) {
    MessageLog.Reference message =
        new MessageLog.Reference(Samples.messageId(), seq, Samples.user(), seq, false);
    receipts.advance(
        new ReceiptStore.Move(chat, lasting(device), message, false, NOW),
        new Envelope.Origin(ada, "c"));
  }

  private ReceiptStore.Device lasting(DeviceId device) {
    return new ReceiptStore.Device(ada, device, true);
  }

  private String cursors() {
    return redis.keys().of(chat, "cursors:" + ada.value());
  }

  @Test
  void of_too_many_devices_only_the_lowest_place_is_kept_beside_those_that_moved_last() {
    for (int i = 0; i < 100; i++) {
      receive(Samples.device(), i + 10);
    }
    assertThat(number("HLEN", cursors())).isEqualTo(33);
    assertThat(receipts.cursor(chat, lasting(phone)).orElseThrow().seq()).isEqualTo(10);
  }

  @Test
  void a_place_that_had_to_go_is_forgotten_in_its_time() {
    long longAgo = System.currentTimeMillis() - ReceiptStore.KEPT.toMillis();
    number("HSET", cursors(), "*", "3 " + longAgo + " 1", "old", "4 " + longAgo + " 1");
    assertThat(receipts.cursor(chat, lasting(phone))).isEmpty();
    number("HSET", cursors(), "*", "3 " + (longAgo + 60_000) + " 1");
    assertThat(receipts.cursor(chat, lasting(phone)).orElseThrow().seq()).isEqualTo(3);
    number("HSET", cursors(), "*", "3 " + longAgo + " 1");
    for (int i = 0; i < ReceiptStore.MAX_DEVICES; i++) {
      receipts.begin(chat, lasting(Samples.device()), new Position(i + 10, 0));
    }
    assertThat(number("HLEN", cursors())).isEqualTo(ReceiptStore.MAX_DEVICES);
    assertThat(number("HEXISTS", cursors(), "*")).isZero();
  }

  @Test
  void a_bucket_does_not_grow_with_its_count() {
    RedisRateLimiter limiter = new RedisRateLimiter(redis);
    RateLimit limit = RateLimit.of(5_000, 1);
    for (int i = 0; i < 6_000; i++) {
      limiter.tryAcquire(ada, "b", limit, NOW.plusMillis(i / 4));
    }
    assertThat(number("STRLEN", redis.keys().of(ada, "permits:b")))
        .isLessThanOrEqualTo(6 + 102 * 18);
    assertThat(limiter.tryAcquire(ada, "b", limit, NOW.plusMillis(1_500)))
        .isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void a_refusal_never_waits_for_longer_than_the_window() {
    RedisRateLimiter limiter = new RedisRateLimiter(redis);
    RateLimit limit = RateLimit.of(1, 10);
    limiter.tryAcquire(ada, "b", limit, NOW.plusMillis(50));
    assertThat(limiter.tryAcquire(ada, "b", limit, NOW))
        .isEqualTo(new Decision.Refused(Duration.ofSeconds(10)));
  }

  @Test
  void viewers_leave_nothing_even_where_only_half_had_entered() {
    RedisViewers viewers = new RedisViewers(redis);
    viewers.enter(chat, ada, "one");
    server.command("SREM", redis.keys().of(chat, "views"), ada.value() + " one");
    server.command("DEL", redis.keys().of(chat, "viewers"));
    assertThat(viewers.lookedAtBy(ada, "one")).containsExactly(chat);
    assertThat(viewers.exit(chat, ada, "one")).isFalse();
    viewers.enter(chat, ada, "one");
    viewers.exit(chat, ada, "one");
    assertThat(keys()).isEmpty();
  }

  @Test
  void a_worker_reads_each_entry_of_the_outbox_once_and_the_oldest_go_first() {
    RedisPushOutbox outbox = new RedisPushOutbox(redis);
    server.command("XGROUP", "CREATE", redis.keys().outbox(), "workers", "0", "MKSTREAM");
    PushEvent event = new PushEvent.ChatRead(chat, 1, 0, 0, 0);
    outbox.add(Set.of(ada), event);
    assertThat(readByGroup())
        .contains("[kind, chat:read, user, " + ada.value() + ", event, {\"chatId\":");
    assertThat(readByGroup()).isEqualTo("[]");
    Set<UserId> users =
        IntStream.range(0, 10_000).mapToObj(_ -> Samples.user()).collect(Collectors.toSet());
    for (int i = 0; i < 11; i++) {
      outbox.add(users, event);
    }
    assertThat(number("XLEN", redis.keys().outbox())).isBetween(100_000L, 101_000L);
  }

  private String readByGroup() {
    return server
        .command("XREADGROUP", "GROUP", "workers", "one", "STREAMS", redis.keys().outbox(), ">")
        .toString();
  }

  @Test
  void a_call_that_another_version_has_written_in_other_words_can_be_replaced() {
    RedisCallStore calls = new RedisCallStore(redis);
    Ringing call = call(ada, Samples.user());
    calls.begin(call, LIFETIMES);
    String newer = RedisJson.write(call).replaceFirst("\\{", "{\"newer\":1,");
    server.command("HSET", redis.keys().calls() + call.id().value(), "call", newer);
    assertThat(calls.replace(call, call.timeOut(NOW), LIFETIMES)).isTrue();
    assertThat(calls.of(ada)).isEmpty();
  }

  @Test
  void a_session_that_an_earlier_version_has_kept_is_its_users_alone() {
    RedisSessionStore sessions = new RedisSessionStore(redis, Seal.none());
    String key = Samples.messageId().value();
    Snapshot kept =
        new Snapshot(
            "c",
            0,
            ada,
            phone,
            PresenceStatus.ONLINE,
            Set.of(),
            Map.of(),
            List.of(),
            0,
            null,
            Samples.NOW);
    sessions.keep(key, kept);
    server.command("HDEL", redis.keys().ofSession(key), "user");
    assertThat(sessions.claim(key, Samples.user())).isEqualTo(new SessionStore.Claim.Unknown());
    assertThat(sessions.claim(key, ada))
        .isEqualTo(new SessionStore.Claim.Granted(kept.fencedBy(1)));
  }

  @Test
  void mutes_live_until_the_last_of_them_ends_and_nothing_is_left_of_what_was_taken_back() {
    RedisPreferenceStore preferences = new RedisPreferenceStore(redis);
    Instant now = Instant.now();
    preferences.mute(ada, chat, now.plusSeconds(1_000), now);
    preferences.mute(ada, Samples.chat(), now.plusSeconds(100), now);
    assertThat(life(redis.keys().of(ada, "mutes"))).isBetween(900L, 1_000L);
    preferences.block(ada, Samples.user(), new Block(NOW, null));
    preferences.retainMutes(ada, Set.of());
    preferences.blockedBy(ada).forEach(user -> preferences.unblock(ada, user));
    assertThat(keys()).isEmpty();
  }
}
