package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that the user of the service may not run. `RedisSealedPortsTest` runs the allowed
/// ones.
class ShippedAclTest {

  private static RedisProcess server;

  @BeforeAll
  static void start() {
    server = ShippedAcl.open();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Object verdict(String command) {
    List<String> words = new ArrayList<>(List.of("ACL", "DRYRUN", ShippedAcl.USER));
    Stream.of(command.split(" ")).forEach(words::add);
    return server.command(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLUSHALL",
        "KEYS *",
        "SCAN 0",
        "CONFIG GET *",
        "MONITOR",
        "SLOWLOG GET",
        "DEBUG SLEEP 0",
        "ACL LIST",
        "SHUTDOWN",
        "SAVE",
        "REPLICAOF localhost 1",
        "MODULE LIST",
        "CLIENT LIST",
        "FUNCTION LIST",
        "SUBSCRIBE {c:a}:all",
        "PSUBSCRIBE *",
        "GET other",
        "SET {x}:y 1",
        "SPUBLISH other x"
      })
  void nothing_but_what_the_service_does_is_allowed(String command) {
    assertThat(verdict(command)).asString().contains("no permissions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET {c:a}:head", "SPUBLISH {u:a}:all x", "SSUBSCRIBE {i:a}:answers"})
  void what_the_service_does_is_allowed(String command) {
    assertThat(verdict(command)).isEqualTo("OK");
  }
}
