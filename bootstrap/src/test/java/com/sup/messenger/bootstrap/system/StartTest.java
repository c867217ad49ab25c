package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {

  @Test
  void a_bad_variable_stops_the_start_with_one_line() throws InterruptedException {
    try (ChildProcess start = ServerProcess.launch(Map.of("PORT", "99999"))) {
      assertThat(start.awaitEnd(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(start.lines())
          .singleElement()
          .asString()
          .contains("PORT=99999", "an integer from 0 to 65535");
    }
  }

  @Test
  void a_weak_secret_stops_the_start_and_is_not_shown() throws InterruptedException {
    Map<String, String> variables =
        Map.of("NODE_ENV", "production", "JWT_SECRET", "short", "CORS_ORIGIN", "https://a.example");
    try (ChildProcess start = ServerProcess.launch(variables)) {
      assertThat(start.awaitEnd(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(start.lines())
          .singleElement()
          .asString()
          .contains("JWT_SECRET")
          .doesNotContain("short");
    }
  }

  @Test
  void a_port_that_is_taken_ends_the_start_with_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      try (ChildProcess start = ServerProcess.launch(Map.of("PORT", port))) {
        assertThat(start.awaitEnd(Duration.ofSeconds(30))).isEqualTo(1);
        assertThat(start.lines())
            .singleElement()
            .asString()
            .startsWith("PORT=" + port + ": cannot be listened on");
      }
    }
  }
}
