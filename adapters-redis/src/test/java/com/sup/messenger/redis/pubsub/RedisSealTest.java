package com.sup.messenger.redis.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus.Listener;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.redis.RedisProcess;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.store.RedisSessionStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The attempts of an attacker who reaches Redis and has no `CLUSTER_SECRET`.
class RedisSealTest {

  private final RedisProcess server = RedisProcess.open();
  private final RedisConnection redis = RedisServers.connected(server.url());
  private final AtomicInteger dropped = new AtomicInteger();
  private final Seal seal =
      new Seal(SealKeys.of(List.of("s".repeat(32))), dropped::incrementAndGet);
  private final Channels channels = new Channels(redis, seal);
  private final Channels stranger = new Channels(redis, Seal.none());

  @AfterEach
  void close() {
    channels.close();
    stranger.close();
    redis.close();
    server.close();
  }

  private record Ear(Queue<Signal> heard) implements Listener {

    @Override
    public void on(Envelope envelope) {
      heard.add(envelope.signal());
    }

    @Override
    public void onGap() {}
  }

  private static Signal signal(long number) {
    return new Signal.MembershipGained(new ChatId("c"), new Position(number, 0));
  }

  @Test
  void what_a_stranger_publishes_is_not_heard() {
    Topic topic = new Topic.User(Samples.user());
    RedisEventBus bus = new RedisEventBus(channels);
    Ear ear = new Ear(new ConcurrentLinkedQueue<>());
    bus.subscribe(topic, ear);
    new RedisEventBus(stranger).publish(new Envelope(topic, signal(1), null));
    bus.publish(new Envelope(topic, signal(2), null));
    await().untilAsserted(() -> assertThat(ear.heard).containsExactly(signal(2)));
    assertThat(dropped).hasValue(1);
  }

  @Test
  void what_was_said_on_one_channel_is_not_heard_on_another() {
    Topic one = new Topic.User(Samples.user());
    Topic other = new Topic.User(Samples.user());
    RedisEventBus bus = new RedisEventBus(channels);
    Ear ear = new Ear(new ConcurrentLinkedQueue<>());
    bus.subscribe(other, ear);
    // An attacker echoes published messages.
    stranger.subscribe(
        channels.of(one),
        new Subscribed.Receiver() {
          @Override
          public void message(byte[] message) {
            Thread.startVirtualThread(() -> stranger.publish(channels.of(other), message));
          }

          @Override
          public void gap() {}
        });
    bus.publish(new Envelope(one, signal(1), null));
    await().untilAsserted(() -> assertThat(dropped).hasValue(1));
    assertThat(ear.heard).isEmpty();
  }

  @Test
  void a_question_of_a_stranger_is_not_answered() {
    try (RedisPeerChannel asked = new RedisPeerChannel(channels, "asked")) {
      Queue<byte[]> questions = new ConcurrentLinkedQueue<>();
      asked.answer(
          question -> {
            questions.add(question);
            return question;
          });
      PeerMessage letter = new PeerMessage(1, "stranger", true, ByteBuffer.allocate(3));
      stranger.publish(redis.keys().ofInstance("asked", "questions"), letter.close());
      await().untilAsserted(() -> assertThat(dropped).hasValue(1));
      assertThat(questions).isEmpty();
      try (RedisPeerChannel asking = new RedisPeerChannel(channels, "asking")) {
        assertThat(((PeerChannel) asking).ask("asked", new byte[] {7}, Duration.ofSeconds(5)))
            .containsExactly(7);
      }
    }
  }

  private static Snapshot snapshot() {
    return new Snapshot(
        "connection",
        0,
        Samples.user(),
        Samples.device(),
        PresenceStatus.AWAY,
        Set.of(),
        Map.of(),
        List.of(),
        0,
        null,
        Samples.NOW);
  }

  @Test
  void a_snapshot_of_a_stranger_or_one_that_was_changed_is_unknown() {
    Snapshot snapshot = snapshot();
    SessionStore store = new RedisSessionStore(redis, seal);
    new RedisSessionStore(redis, Seal.none()).keep("forged", snapshot);
    assertThat(store.claim("forged", snapshot.user())).isInstanceOf(Claim.Unknown.class);
    store.keep("one", snapshot);
    String sealed = (String) server.command("HGET", "session:one", "snapshot");
    String user = snapshot.user().value();
    server.command("HSET", "session:two", "fence", "1", "snapshot", sealed, "user", user);
    server.command("HSET", "session:three", "fence", "1", "snapshot", sealed);
    assertThat(store.claim("two", snapshot.user())).isInstanceOf(Claim.Unknown.class);
    assertThat(store.claim("three", snapshot.user())).isInstanceOf(Claim.Unknown.class);
    assertThat(store.claim("one", snapshot.user())).isInstanceOf(Claim.Granted.class);
    assertThat(dropped).hasValue(2);
  }
}
