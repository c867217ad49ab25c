package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the official client against three instances on one Redis. Each request reaches any of them.
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class AnyInstanceOnRedisTest {

  private final RedisProcess redis = RedisProcess.open();
  private final List<MessengerServer> instances = Stream.generate(this::start).limit(3).toList();

  @AutoClose
  private final RandomBalancer balancer =
      new RandomBalancer(7, instances.stream().map(MessengerServer::port).toList());

  private MessengerServer start() {
    return MessengerServer.start(
        Configuration.from(
            Map.of(
                "PORT",
                "0",
                "API_PORT",
                "0",
                "REDIS_URL",
                redis.url(),
                "RATE_LIMITS",
                "message:new=unlimited,default=unlimited")));
  }

  @AfterEach
  void stop() {
    instances.forEach(MessengerServer::close);
    redis.close();
  }

  @Test
  void two_clients_talk_while_they_move_to_websocket() throws Exception {
    TwoClients.talk(balancer.port(), 10, "polling,websocket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling"})
  void sessions_continue_elsewhere_when_an_instance_ends(String transports) throws Exception {
    MessengerServer leaving = instances.getFirst();
    DrainedClients.goOn(
        balancer.port(),
        transports,
        () -> {
          balancer.remove(leaving.port());
          leaving.drain(Duration.ofSeconds(1));
          leaving.close();
        });
  }

  @Test
  void two_clients_talk_by_polling_alone() throws Exception {
    TwoClients.talk(balancer.port(), 5, "polling");
  }
}
