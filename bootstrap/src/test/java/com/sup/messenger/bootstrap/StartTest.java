package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartTest {

  private record Outcome(int exitCode, List<String> output) {}

  /// Starts the service as a process of its own, which must end by itself.
  private static Outcome outcome(String variable, String value) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Main.class.getName());
    builder.environment().put(variable, value);
    Process process = builder.redirectErrorStream(true).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Outcome(process.exitValue(), process.inputReader().lines().toList());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_port_that_is_taken_ends_the_service_with_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(0));
      String port = String.valueOf(taken.getLocalPort());
      Outcome outcome = outcome("PORT", port);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output())
          .singleElement()
          .asString()
          .startsWith("PORT=" + port + ": cannot be listened on");
    }
  }

  @Test
  void a_bad_value_ends_the_service_with_one_line() throws Exception {
    Outcome outcome = outcome("RATE_LIMITS", "message:new=often");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).singleElement().asString().startsWith("RATE_LIMITS=message:new=");
  }
}
