package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.TimedServer;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests mutes and blocks by the official client. `preferences.js` has the expectations.
@RequiresTool({Tool.NODE, Tool.NPM})
class PreferencesTest {

  private static final Duration RINGING = Duration.ofSeconds(4);

  private static void drive(MessengerServer... instances) {
    String[] ports = Stream.of(instances).map(server -> "" + server.port()).toArray(String[]::new);
    try (ChildProcess node = NodeProcess.run("preferences.js", ports)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(2))).as("%s", node.lines()).isZero();
      assertThat(node.lines().getLast()).isEqualTo("done");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void one_instance_on_its_memory() {
    try (MessengerServer only = TimedServer.ringing(RINGING, Map.of())) {
      drive(only);
    }
  }

  @Test
  void three_instances_on_redis() {
    try (RedisProcess redis = RedisProcess.open();
        MessengerServer one = onRedis(redis);
        MessengerServer two = onRedis(redis);
        MessengerServer three = onRedis(redis)) {
      drive(one, two, three);
      assertThat(pushed(redis, "muting"))
          .containsExactlyInAnyOrder("notification:new mention", "message:new of dora");
      assertThat(pushed(redis, "blocking"))
          .containsExactlyInAnyOrder("message:new of dora", "message:new of dora");
    }
  }

  private static MessengerServer onRedis(RedisProcess redis) {
    return TimedServer.ringing(RINGING, Map.of("REDIS_URL", redis.url()));
  }

  /// Returns the kinds and senders of what was handed to the push worker for a user.
  private static List<String> pushed(RedisProcess redis, String user) {
    return ((List<?>) redis.command("XRANGE", "push:outbox", "-", "+"))
        .stream()
            .map(Object::toString)
            .filter(entry -> entry.contains("user, " + user + ","))
            .map(PreferencesTest::brief)
            .toList();
  }

  private static String brief(String entry) {
    if (entry.contains("kind, notification:new")) {
      return "notification:new " + between(entry, "\"type\":\"").toLowerCase(Locale.ROOT);
    }
    return "message:new of " + between(entry, "\"senderId\":\"");
  }

  private static String between(String entry, String before) {
    int start = entry.indexOf(before) + before.length();
    return entry.substring(start, entry.indexOf('"', start));
  }
}
