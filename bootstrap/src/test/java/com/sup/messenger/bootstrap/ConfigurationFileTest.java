package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.bootstrap.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

  @TempDir private Path directory;

  private Configuration read(String yaml, Map<String, String> environment) throws IOException {
    return read(yaml.getBytes(StandardCharsets.UTF_8), environment);
  }

  private Configuration read(byte[] yaml, Map<String, String> environment) throws IOException {
    Path file = Files.write(directory.resolve("sup.yaml"), yaml);
    Map<String, String> variables = new java.util.HashMap<>(environment);
    variables.put("SUP_CONFIG", file.toString());
    return Configuration.from(variables);
  }

  private void refused(String yaml, String reason) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(yaml, Map.of()))
        .withMessage("SUP_CONFIG=" + directory.resolve("sup.yaml") + ": must be " + reason);
  }

  @Test
  void the_file_has_the_variables_and_the_environment_wins() throws IOException {
    String yaml =
        """
        # of the whole cluster
        PORT: 4001
        API_PORT: 4002
        SOCKETIO_PING_INTERVAL: 20000
        RATE_LIMITS: message:new=100/10
        METRICS_ENABLED: true
        JWT_ISSUER: ~
        ACME_OUTBOX_SIZE: "7"
        """;
    Configuration configuration = read(yaml, Map.of("API_PORT", "5002", "PORT", ""));
    assertThat(configuration.listeners().clients().getPort()).isEqualTo(4001);
    assertThat(configuration.listeners().backEnds().getPort()).isEqualTo(5002);
    assertThat(configuration.listeners().metrics().orElseThrow().getPort()).isEqualTo(9090);
    assertThat(configuration.sockets().pingInterval()).isEqualTo(Duration.ofSeconds(20));
    assertThat(configuration.limits().events().byEvent().get("message:new").count()).isEqualTo(100);
    assertThat(configuration.tokens().issuer()).isNull();
  }

  @Test
  void an_empty_file_sets_no_variable() throws IOException {
    assertThat(read("", Map.of()).listeners().clients().getPort()).isEqualTo(3001);
  }

  @Test
  void a_value_is_taken_as_it_is_written() throws IOException {
    String yaml = "JWT_ISSUER: 010\nJWT_AUDIENCE: yes\n";
    assertThat(read(yaml, Map.of()).tokens().issuer()).isEqualTo("010");
    assertThat(read(yaml, Map.of()).tokens().audience()).isEqualTo("yes");
  }

  @Test
  void a_value_of_the_file_is_checked_as_one_of_the_environment() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("PORT: 99999", Map.of()))
        .withMessage("PORT=99999: must be an integer from 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROT", "port", "SUP_CONFIG", "PATH"})
  void a_name_that_nobody_has_declared_is_refused(String name) {
    refused(
        "# a comment\n" + name + ": 1",
        "a map of variables, and there is none named " + name + " (line 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1, 2]; a flat YAML map (line 1)",
        "PORT; a flat YAML map (line 1)",
        "PORT: [1]; a flat map, and PORT is not one value (line 1)",
        "{PORT: {a: b}}; a flat map, and PORT is not one value (line 1)",
        "{PORT: 1, PORT: 1}; a map that has PORT once (line 1)",
        "{PORT: 1; well-formed YAML (line 1)",
        "'JWT_SECRET: \"hush\\z\"'; well-formed YAML (line 1)",
        "PORT: *x; well-formed YAML (line 1)",
        "? [PORT] : 1; 'a map of variables, and there is none named (no name) (line 1)'"
      })
  void a_file_that_is_no_flat_map_is_refused(String yaml, String reason) {
    refused(yaml, reason);
  }

  @Test
  void a_file_that_is_no_text_is_refused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(new byte[] {'P', (byte) 0xff}, Map.of()))
        .withMessageEndingWith(": must be well-formed YAML in UTF-8");
  }

  @Test
  void a_directory_is_no_file() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(Map.of("SUP_CONFIG", directory.toString())))
        .withMessageStartingWith("SUP_CONFIG=" + directory + ": must be a readable file");
  }
}
