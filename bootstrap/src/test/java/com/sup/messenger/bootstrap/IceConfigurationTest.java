package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.bootstrap.config.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceConfigurationTest {

  private static IceSettings ice(Map<String, String> variables) {
    return Configuration.from(variables).ice();
  }

  private static void refused(Map<String, String> variables, String... words) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(variables))
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("hush"));
  }

  @Test
  void there_are_no_servers_at_first() {
    assertThat(ice(Map.of())).isEqualTo(IceSettings.NONE);
  }

  @Test
  void servers_a_secret_and_a_time_are_read() {
    Map<String, String> variables =
        Map.of(
            "ICE_SERVERS", "stun:stun.example.org, turns:turn.example.org:5349?transport=tcp",
            "TURN_SECRET", "hush",
            "TURN_TTL", "60000");
    assertThat(ice(variables))
        .isEqualTo(
            new IceSettings(
                List.of("stun:stun.example.org", "turns:turn.example.org:5349?transport=tcp"),
                "hush",
                Duration.ofMinutes(1)));
    assertThat(Configuration.from(variables).toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stun:s:1", "stuns:s", "turn:[2001:db8::1]:3478", "turn:t?transport=udp"})
  void urls_of_the_rfcs_are_allowed(String url) {
    assertThat(ice(Map.of("ICE_SERVERS", url, "TURN_SECRET", "hush")).urls()).containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"turn.example.org", "http://x", "stun://x", "stun:", "turn:t?transport=sctp"})
  void other_urls_stop_the_start(String url) {
    refused(Map.of("ICE_SERVERS", "stun:s," + url, "TURN_SECRET", "hush"), "ICE_SERVERS", url);
  }

  @Test
  void turn_needs_a_secret() {
    refused(Map.of("ICE_SERVERS", "turn:t"), "TURN_SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "a day"})
  void a_time_that_is_none_stops_the_start(String ttl) {
    refused(Map.of("TURN_TTL", ttl, "TURN_SECRET", "hush"), "TURN_TTL", ttl);
  }
}
