package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which limit each connection counts against.
class ConnectionCountingTest {

  private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");
  private static final Pattern OFFSET = Pattern.compile(",\"([^\"]+)\"]$");

  private static MessengerServer start(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("PORT", "0", "API_PORT", "0"));
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return MessengerServer.start(Configuration.from(environment));
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_session_that_is_recovered_does_not_count(boolean onRedis) throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        MessengerServer server =
            start("RATE_LIMIT_MAX_CONNECTIONS=1", "REDIS_URL=" + (onRedis ? redis.url() : ""))) {
      awaitReady(server);
      String token = "\"token\":\"" + Tokens.of("ada") + "\",\"deviceId\":\"phone\"";
      String pid;
      String offset;
      try (RawSocketIoClient client = RawSocketIoClient.open(server.port())) {
        client.send("40{" + token + "}");
        pid = group(PID, client.readUntil("40"));
        offset = group(OFFSET, client.readUntil("42[\"sync:complete\""));
      }
      for (int i = 0; i < 3; i++) {
        try (RawSocketIoClient client = RawSocketIoClient.open(server.port())) {
          client.send("40{" + token + ",\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
          assertThat(client.readUntil("42[\"connected\"")).contains("\"recovered\":true");
          offset = group(OFFSET, client.readUntil("42[\"sync:complete\""));
        }
      }
      try (RawSocketIoClient client = RawSocketIoClient.open(server.port())) {
        client.send("40{" + token + ",\"pid\":\"unknown\",\"offset\":\"" + offset + "\"}");
        assertThat(client.readUntil("4")).startsWith("44").contains("\"retryAfterMs\":");
      }
    }
  }

  @Test
  void the_oldest_connection_goes_also_at_another_instance() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        MessengerServer here = start("MAX_CONNECTIONS_PER_USER=1", "REDIS_URL=" + redis.url());
        MessengerServer there = start("MAX_CONNECTIONS_PER_USER=1", "REDIS_URL=" + redis.url())) {
      awaitReady(here);
      awaitReady(there);
      try (RawSocketIoClient old = RawSocketIoClient.connect(here.port(), Tokens.of("ada"));
          RawSocketIoClient newest = RawSocketIoClient.connect(there.port(), Tokens.of("ada"))) {
        assertThat(old.readUntil("42[\"error\"")).contains("RATE_LIMIT_EXCEEDED");
        assertThat(old.readUntil("4")).isEqualTo("41");
        old.awaitEnd();
        newest.send("420[\"chat:join\",{\"chatId\":\"c\"}]");
        assertThat(newest.readUntil("430")).contains("\"success\":true");
      }
    }
  }

  private static void awaitReady(MessengerServer server) {
    HttpApi http = new HttpApi(server.port());
    await().atMost(Duration.ofSeconds(30)).until(() -> http.status("/ready") == 200);
  }

  @Test
  void a_client_that_has_left_the_namespace_is_a_stranger_and_makes_room() throws Exception {
    try (MessengerServer server = start("MAX_UNAUTHENTICATED_CONNECTIONS=1");
        RawSocketIoClient client = RawSocketIoClient.connect(server.port(), Tokens.of("ada"))) {
      for (int i = 0; i < 3; i++) {
        RawSocketIoClient.open(server.port()).close();
      }
      client.disconnect();
      CompletableFuture<Void> end = CompletableFuture.runAsync(() -> awaitEnd(client));
      await()
          .until(
              () -> {
                RawSocketIoClient.open(server.port()).close();
                return end.isDone();
              });
      end.join();
    }
  }

  private static void awaitEnd(RawSocketIoClient client) {
    try {
      client.awaitEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_client_with_a_token_may_join_after_another_has_left_the_namespace() throws Exception {
    try (MessengerServer server = start();
        RawSocketIoClient client = RawSocketIoClient.connect(server.port(), Tokens.of("ada"))) {
      client.disconnect();
      client.send("40");
      assertThat(client.readUntil("4")).startsWith("44").contains("AUTHENTICATION_REQUIRED");
      client.send("40{\"token\":\"" + Tokens.of("bob") + "\"}");
      assertThat(client.readUntil("42[\"connected\"")).contains("\"userId\":\"bob\"");
    }
  }
}
