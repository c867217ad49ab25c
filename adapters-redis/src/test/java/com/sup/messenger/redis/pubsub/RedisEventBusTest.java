package com.sup.messenger.redis.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.EventBus.Listener;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.redis.RedisProcess;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.RedisUrl;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisEventBusTest {

  private static final Duration BACK = Duration.ofSeconds(5);

  private final RedisProcess server = RedisProcess.open();
  private final AtomicInteger calls = new AtomicInteger();
  private final RedisConnection redis =
      RedisConnection.open(
          RedisUrl.parse(server.url()), RedisKeys.plain(), (_, _) -> calls.incrementAndGet());
  private final Channels channels = new Channels(redis, Seal.none());
  private final RedisEventBus bus = new RedisEventBus(channels);

  @AfterEach
  void close() {
    channels.close();
    redis.close();
    server.close();
  }

  private static final class Ear implements Listener {
    private final Queue<Long> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Boolean> gaps = new ConcurrentLinkedQueue<>();

    @Override
    public void on(Envelope envelope) {
      heard.add(((Signal.MembershipGained) envelope.signal()).head().seq());
    }

    @Override
    public void onGap() {
      gaps.add(true);
    }
  }

  private static Envelope envelope(Topic topic, long number) {
    return new Envelope(
        topic, new Signal.MembershipGained(new ChatId("c"), new Position(number, 0)), null);
  }

  @Test
  void envelopes_of_one_call_take_one_round_trip() {
    List<Topic> topics =
        Stream.generate(() -> (Topic) new Topic.User(Samples.user()))
            .limit(EventBus.MAX_TOGETHER)
            .toList();
    Ear ear = new Ear();
    bus.subscribe(topics.getLast(), ear);
    bus.publish(envelope(topics.getLast(), 1));
    int before = calls.get();
    bus.publish(List.of());
    bus.publish(topics.stream().map(topic -> envelope(topic, 2)).toList());
    assertThat(calls.get() - before).isEqualTo(1);
    await().until(() -> ear.heard.size() == 2);
  }

  @Test
  void services_with_databases_of_their_own_do_not_hear_each_other() {
    Topic topic = new Topic.User(Samples.user());
    Ear here = new Ear();
    Ear there = new Ear();
    bus.subscribe(topic, here);
    try (RedisConnection second = RedisServers.connected(server.url() + "/2");
        Channels others = new Channels(second, Seal.none())) {
      RedisEventBus otherBus = new RedisEventBus(others);
      otherBus.subscribe(topic, there);
      bus.publish(envelope(topic, 1));
      otherBus.publish(envelope(topic, 2));
      await().until(() -> !here.heard.isEmpty() && !there.heard.isEmpty());
      bus.publish(envelope(topic, 3));
      await().until(() -> here.heard.contains(3L));
    }
    assertThat(here.heard).containsExactly(1L, 3L);
    assertThat(there.heard).containsExactly(2L);
  }

  private record Listening(Topic topic, Ear ear) {}

  private List<Listening> listenTo(int topics) {
    return Stream.generate(() -> new Listening(new Topic.User(Samples.user()), new Ear()))
        .limit(topics)
        .peek(l -> bus.subscribe(l.topic(), l.ear()))
        .toList();
  }

  private void assertAllHearAgain(List<Listening> all, long number) {
    await()
        .atMost(BACK)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              bus.publish(envelope(new Topic.User(Samples.user()), 0));
              assertThat(all).noneMatch(l -> l.ear().gaps.isEmpty());
            });
    all.forEach(l -> bus.publish(envelope(l.topic(), number)));
    await().until(() -> all.stream().allMatch(l -> l.ear().heard.contains(number)));
  }

  @Test
  void listeners_are_told_of_a_subscription_that_was_cut_while_commands_went_on() {
    List<Listening> all = listenTo(300);
    for (long round = 1; round <= 3; round++) {
      all.forEach(l -> l.ear().gaps.clear());
      assertThat(server.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(1L);
      assertAllHearAgain(all, round);
    }
  }

  @Test
  void nobody_goes_deaf_where_others_come_and_go_while_subscriptions_are_cut() throws Exception {
    List<Listening> all = listenTo(300);
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8).forEach(i -> executor.execute(() -> comeAndGo(i, stop)));
      for (long round = 1; round <= 5; round++) {
        all.forEach(l -> l.ear().gaps.clear());
        server.command("CLIENT", "KILL", "TYPE", "pubsub");
        assertAllHearAgain(all, round);
      }
      stop.set(true);
    }
    await().until(() -> subscriptions().size() == all.size());
  }

  private void comeAndGo(int who, AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      Topic topic = new Topic.User(new UserId("user-" + who % 4 + "-" + i % 5));
      try (var _ = bus.subscribe(topic, new Ear())) {
        bus.publish(envelope(topic, i));
      } catch (UnavailableException e) {
        // It tries again, as any caller does.
        continue;
      }
    }
  }

  @Test
  void listeners_are_told_when_redis_is_back_after_its_death() {
    List<Listening> all = listenTo(300);
    server.kill();
    assertThatThrownBy(() -> bus.publish(envelope(all.getFirst().topic(), 1)))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> bus.subscribe(new Topic.User(Samples.user()), new Ear()))
        .isInstanceOf(UnavailableException.class);
    server.start();
    assertAllHearAgain(all, 2);
    assertAllHearAgain(listenToAfterwards(), 3);
  }

  private List<Listening> listenToAfterwards() {
    List<Listening> later = listenTo(1);
    later.getFirst().ear().gaps.add(true);
    return later;
  }

  @Test
  void what_is_published_while_redis_pauses_comes_or_a_gap_is_told() {
    List<Listening> all = listenTo(10);
    server.pause();
    assertThatThrownBy(() -> bus.publish(envelope(all.getFirst().topic(), 1)))
        .isInstanceOf(UnavailableException.class);
    server.resume();
    await()
        .atMost(BACK)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              for (Listening l : all) {
                bus.publish(envelope(l.topic(), 2));
                assertThat(l.ear().heard).contains(2L);
              }
            });
  }

  @Test
  void a_listener_that_blocks_delays_its_own_topic_only_and_is_told_of_what_was_dropped() {
    CountDownLatch release = new CountDownLatch(1);
    Ear slow = new Ear();
    Topic topic = new Topic.User(Samples.user());
    bus.subscribe(
        topic,
        new Listener() {
          @Override
          public void on(Envelope envelope) {
            awaitQuietly(release);
            slow.on(envelope);
          }

          @Override
          public void onGap() {
            slow.onGap();
          }
        });
    Listening quick = listenTo(1).getFirst();
    int over = Feed.MAX_WAITING + 10;
    IntStream.rangeClosed(1, over).forEach(i -> bus.publish(envelope(topic, i)));
    bus.publish(envelope(quick.topic(), 1));
    await().until(() -> quick.ear().heard.contains(1L));
    release.countDown();
    await().until(() -> slow.heard.contains((long) over));
    assertThat(slow.gaps).hasSize(1);
    assertThat(List.copyOf(slow.heard)).isSorted().hasSizeLessThan(over);
    assertThat(quick.ear().gaps).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_topic_that_nobody_listens_to_any_more_is_not_subscribed() {
    Topic topic = new Topic.User(Samples.user());
    try (var _ = bus.subscribe(topic, new Ear());
        var _ = bus.subscribe(topic, new Ear())) {
      assertThat(subscriptions()).hasSize(1);
    }
    await().until(() -> subscriptions().isEmpty());
    Ear again = new Ear();
    bus.subscribe(topic, again);
    bus.publish(envelope(topic, 1));
    await().until(() -> again.heard.contains(1L));
    assertThat(again.gaps).isEmpty();
  }

  private List<?> subscriptions() {
    return (List<?>) server.command("PUBSUB", "SHARDCHANNELS");
  }

  @Test
  void a_server_that_knows_no_sharded_channels_gets_plain_ones() {
    server.command("ACL", "SETUSER", "default", "-spublish", "-ssubscribe");
    Listening listening = listenTo(1).getFirst();
    bus.publish(envelope(listening.topic(), 1));
    await().until(() -> listening.ear().heard.contains(1L));
    assertThat((List<?>) server.command("PUBSUB", "CHANNELS")).hasSize(1);
    assertThat(server.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(1L);
    assertAllHearAgain(List.of(listening), 2);
  }
}
