package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitVariablesTest {

  private static Limits read(String variable, String value) {
    return Configuration.from(Map.of(variable, value)).limits();
  }

  private static RateLimits events(String value) {
    return read("RATE_LIMITS", value).events();
  }

  @Test
  void the_limits_of_the_contract_are_there_without_variables() {
    assertThat(Configuration.from(Map.of()).limits()).isEqualTo(Limits.DEFAULT);
    assertThat(read("RATE_LIMITS", " ")).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void only_the_named_fields_are_changed() {
    RateLimits limits = events("message:new=100/10, default=600/60,chat:join=unlimited");
    assertThat(limits.byEvent())
        .containsEntry("message:new", RateLimit.of(100, 10))
        .containsEntry("chat:join", RateLimit.UNLIMITED)
        .containsEntry("message:read", RateLimit.of(100, 60))
        .containsEntry("call:ice-candidate", RateLimit.of(300, 60));
    assertThat(limits.others()).isEqualTo(RateLimit.of(600, 60));
    assertThat(events("message:new=unlimited/60").byEvent())
        .containsEntry("message:new", RateLimit.UNLIMITED);
  }

  @Test
  void the_end_of_typing_has_the_limit_of_typing_unless_it_is_named() {
    assertThat(events("message:typing=5/1").byEvent())
        .containsEntry("message:stop-typing", RateLimit.of(5, 1));
    assertThat(events("message:typing=5/1,message:stop-typing=7/1").byEvent())
        .containsEntry("message:stop-typing", RateLimit.of(7, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message:new",
        "message:nwe=1/1",
        "message:new=1",
        "message:new=0/1",
        "message:new=-1/1",
        "message:new=1/0",
        "message:new=1000001/1",
        "message:new=1/86401",
        "message:new=99999999999/1",
        "message:new=many/1",
        "=1/1"
      })
  void text_that_is_no_limit_is_refused_in_one_line(String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> events("chat:leave=1/1," + value))
        .withMessageStartingWith("RATE_LIMITS=" + value + ": must be ")
        .withMessageNotContaining("\n");
  }

  @Test
  void limits_of_bytes_are_given_in_mebibytes() {
    assertThat(read("RATE_LIMIT_FANOUT", "2/30").costs().fanout())
        .isEqualTo(RateLimit.of(2_048, 30));
    assertThat(read("RATE_LIMIT_READ", "unlimited").costs().read()).isEqualTo(RateLimit.UNLIMITED);
    assertThat(read("RATE_LIMIT_STORED", "1000000/86400").costs().stored())
        .isEqualTo(RateLimit.of(1_024_000_000, 86_400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0/1", "1/0", "-1/1", "1000001/1", "1/86401", "x/1", "1/1/1"})
  void text_that_is_no_limit_of_bytes_is_refused(String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("RATE_LIMIT_READ", value))
        .withMessageStartingWith("RATE_LIMIT_READ=" + value + ": must be MiB/seconds");
  }

  @Test
  void an_event_is_named_once() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> events("chat:leave=1/1,chat:leave=2/1"))
        .withMessageStartingWith("RATE_LIMITS=chat:leave=2/1");
  }

  @Test
  void connections_have_a_count_and_a_window() {
    assertThat(read("RATE_LIMIT_MAX_CONNECTIONS", "7").connections())
        .isEqualTo(RateLimit.of(7, 60));
    assertThat(read("RATE_LIMIT_MAX_CONNECTIONS", "unlimited").connections().isUnlimited())
        .isTrue();
    assertThat(read("RATE_LIMIT_CONNECTION_WINDOW", "1500").connections())
        .isEqualTo(new RateLimit(5, Duration.ofMillis(1_500)));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("RATE_LIMIT_MAX_CONNECTIONS", "0"))
        .withMessage(
            "RATE_LIMIT_MAX_CONNECTIONS=0: must be an integer from 1 to 1000000 or unlimited");
  }

  @Test
  void the_number_of_connections_of_a_user_is_bounded() {
    assertThat(read("MAX_CONNECTIONS_PER_USER", "7").maxConnections()).isEqualTo(7);
    assertThat(read("MAX_CONNECTIONS_PER_USER", "unlimited").maxConnections())
        .isEqualTo(Integer.MAX_VALUE);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("MAX_CONNECTIONS_PER_USER", "0"))
        .withMessage(
            "MAX_CONNECTIONS_PER_USER=0: must be an integer from 1 to 1000000 or unlimited");
  }

  @Test
  void the_idle_time_is_milliseconds() {
    assertThat(read("MAX_IDLE_TIME", "2500").maxIdle()).isEqualTo(Duration.ofMillis(2_500));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read("MAX_IDLE_TIME", "soon"));
  }
}
