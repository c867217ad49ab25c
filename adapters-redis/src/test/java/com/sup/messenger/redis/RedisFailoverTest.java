package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus.Listener;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.RedisEventBus;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.chat.RedisChatDirectory;
import com.sup.messenger.redis.store.chat.RedisMessageLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class RedisFailoverTest {

  private static final Duration TAKEN_OVER = Duration.ofSeconds(45);

  private final RedisClusterProcess cluster = RedisClusterProcess.withReplicas();
  private final RedisConnection redis = RedisServers.open(cluster.url());
  private final Channels channels = new Channels(redis, Seal.none());
  private final RedisEventBus bus = new RedisEventBus(channels);
  private final RedisMessageLog log = new RedisMessageLog(redis, channels, 10_000, Long.MAX_VALUE);
  private final Profile sender = Samples.profile();

  @AfterEach
  void close() {
    channels.close();
    redis.close();
    cluster.close();
  }

  private final class Room implements Listener {
    private final ChatId chat = Samples.chat();
    private final Queue<Long> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Boolean> gaps = new ConcurrentLinkedQueue<>();

    Room() {
      new RedisChatDirectory(redis).add(chat, sender.id(), 0);
      bus.subscribe(new Topic.Chat(chat), this);
    }

    @Override
    public void on(Envelope envelope) {
      heard.add(((Signal.Appended) envelope.signal()).posted().message().seq());
    }

    @Override
    public void onGap() {
      gaps.add(true);
    }

    Optional<Result> append() {
      return log.append(
          Samples.draft(chat, "x", null), sender, null, Samples.messageId(), Samples.NOW);
    }

    boolean hearsItself() {
      try {
        long seq = append().orElseThrow().posted().message().seq();
        await().atMost(Duration.ofSeconds(1)).until(() -> heard.contains(seq));
        return true;
      } catch (UnavailableException | org.awaitility.core.ConditionTimeoutException e) {
        return false;
      }
    }
  }

  @Test
  void when_a_master_dies_its_chats_go_on_at_its_replica_and_their_listeners_are_told() {
    List<Room> rooms = Stream.generate(Room::new).limit(30).toList();
    rooms.forEach(room -> assertThat(room.hearsItself()).isTrue());

    cluster.masters().getFirst().kill();
    await().atMost(TAKEN_OVER).until(() -> rooms.stream().allMatch(Room::hearsItself));

    assertThat(rooms).anyMatch(room -> !room.gaps.isEmpty());
    assertThat(rooms).anyMatch(room -> room.gaps.isEmpty());
    assertThat(rooms).allMatch(room -> log.head(room.chat) >= 2);
  }

  @Test
  void when_all_die_and_come_back_all_goes_on() {
    List<Room> rooms = Stream.generate(Room::new).limit(30).toList();
    cluster.masters().forEach(RedisProcess::kill);
    cluster.replicas().forEach(RedisProcess::kill);
    cluster.masters().forEach(RedisProcess::start);
    cluster.replicas().forEach(RedisProcess::start);
    await()
        .atMost(TAKEN_OVER)
        .ignoreExceptions()
        .until(
            () -> {
              RedisChatDirectory directory = new RedisChatDirectory(redis);
              rooms.forEach(room -> directory.add(room.chat, sender.id(), 0));
              return rooms.stream().allMatch(Room::hearsItself);
            });
    assertThat(rooms).noneMatch(room -> room.gaps.isEmpty());
  }

  @Test
  void when_a_slot_moves_to_another_node_its_listeners_move_with_it_and_are_told() {
    Topic topic = new Topic.User(Samples.user());
    Queue<Long> heard = new ConcurrentLinkedQueue<>();
    Queue<Boolean> gaps = new ConcurrentLinkedQueue<>();
    bus.subscribe(
        topic,
        new Listener() {
          @Override
          public void on(Envelope envelope) {
            heard.add(((Signal.Canary) envelope.signal()).number());
          }

          @Override
          public void onGap() {
            gaps.add(true);
          }
        });
    cluster.moveSlotOf(channels.of(topic));
    await().atMost(TAKEN_OVER).until(() -> !gaps.isEmpty());
    await()
        .atMost(TAKEN_OVER)
        .ignoreExceptions()
        .until(
            () -> {
              bus.publish(new Envelope(topic, new Signal.Canary(1), null));
              return !heard.isEmpty();
            });
  }

  @Test
  void where_a_part_of_the_cluster_is_away_at_the_start_the_rest_is_there() {
    try (RedisClusterProcess bare = RedisClusterProcess.start()) {
      bare.masters().getFirst().kill();
      try (RedisConnection early = RedisServers.open(bare.url())) {
        Script any = new Script("return 1");
        List<String> keys =
            Stream.generate(() -> redis.keys().of(Samples.chat(), "x")).limit(30).toList();
        await()
            .atMost(TAKEN_OVER)
            .ignoreExceptions()
            .until(() -> keys.stream().anyMatch(key -> isThere(early, any, key)));
      }
    }
  }

  private static boolean isThere(RedisConnection redis, Script script, String key) {
    try {
      return redis.number(script, List.of(key)) == 1;
    } catch (UnavailableException e) {
      return false;
    }
  }
}
