package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.call.IceServers;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceServersTest {

  private static final Instant NOW = Instant.parse("2029-12-31T00:00:00.999Z");

  private static List<Reply.IceServer> servers(String... urls) {
    IceSettings settings =
        new IceSettings(List.of(urls), "turn-shared-secret", Duration.ofHours(24));
    return new IceServers(settings, () -> NOW).of(new UserId("ada"));
  }

  /// The credential is the output of
  /// `printf 1893456000:ada | openssl dgst -sha1 -hmac turn-shared-secret -binary | base64`.
  @Test
  void turn_credentials_expire_and_are_signed() {
    assertThat(servers("turn:turn.example.org:3478", "turns:turn.example.org"))
        .containsExactly(
            new Reply.IceServer(
                List.of("turn:turn.example.org:3478", "turns:turn.example.org"),
                "1893456000:ada",
                "UEK+MfOvy7sQvOdTnsetZvK5eH0="));
  }

  @Test
  void stun_needs_no_credentials() {
    assertThat(servers("turn:t", "stun:s"))
        .contains(new Reply.IceServer(List.of("stun:s"), null, null))
        .hasSize(2);
  }

  @Test
  void none_are_configured() {
    assertThat(servers()).isEmpty();
  }

  @Test
  void settings_show_no_secret() {
    assertThat(new IceSettings(List.of("turn:t"), "hush", Duration.ofHours(1)).toString())
        .doesNotContain("hush");
  }
}
