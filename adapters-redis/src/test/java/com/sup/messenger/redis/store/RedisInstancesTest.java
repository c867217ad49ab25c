package com.sup.messenger.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.redis.RedisProcess;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisInstancesTest {

  private static final Script LET_PASS =
      new Script(
          """
          for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            redis.call('ZINCRBY', KEYS[1], -ARGV[1], id)
          end
          redis.call('SET', KEYS[2], redis.call('GET', KEYS[2]) - ARGV[1])
          """);

  private final RedisProcess server = RedisProcess.open();
  private final RedisConnection redis = RedisServers.connected(server.url());
  private final RedisInstances instances = new RedisInstances(redis);
  private final Instance one = new Instance("one", Samples.NOW, Map.of());
  private final Instance two = new Instance("two", Samples.NOW, Map.of());

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  private void letPass(Duration time) {
    redis.text(LET_PASS, List.of(redis.keys().leases(), redis.keys().beat()), time.toMillis());
  }

  @Test
  void nobody_has_lapsed_after_a_time_in_which_nobody_could_beat() {
    instances.beat(one);
    instances.beat(two);
    letPass(Instances.LEASE.plusSeconds(60));
    assertThat(instances.lapsed()).isEmpty();
    instances.beat(one);
    assertThat(instances.lapsed()).isEmpty();
    assertThat(instances.live()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void an_instance_counts_as_beating_after_a_time_in_which_no_instance_could_beat() {
    instances.beat(one);
    letPass(Duration.ofSeconds(7));
    assertThat(instances.hasBeaten("one", Duration.ofSeconds(6))).isTrue();
  }

  @Test
  void an_instance_counts_as_beating_when_another_one_was_the_first_after_such_a_time() {
    instances.beat(one);
    letPass(Duration.ofSeconds(2));
    instances.beat(two);
    letPass(Duration.ofSeconds(4));
    instances.beat(two);
    letPass(Duration.ofSeconds(1));
    assertThat(instances.hasBeaten("one", Duration.ofSeconds(6))).isTrue();
  }

  @Test
  void an_instance_has_not_beaten_if_only_others_did() {
    instances.beat(one);
    for (int i = 0; i < 4; i++) {
      letPass(Duration.ofSeconds(2));
      instances.beat(two);
    }
    assertThat(instances.hasBeaten("one", Duration.ofSeconds(6))).isFalse();
    assertThat(instances.hasBeaten("two", Duration.ofSeconds(6))).isTrue();
  }

  @Test
  void who_does_not_beat_while_others_do_has_lapsed() {
    instances.beat(one);
    for (int i = 0; i < 6; i++) {
      letPass(Duration.ofSeconds(2));
      instances.beat(two);
    }
    assertThat(instances.lapsed()).containsExactly("one");
    assertThat(instances.live()).containsExactly(two);
  }
}
