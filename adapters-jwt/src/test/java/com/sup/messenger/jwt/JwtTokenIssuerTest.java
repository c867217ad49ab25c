package com.sup.messenger.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JwtTokenIssuerTest {

  private static final JwtSettings SETTINGS =
      new JwtSettings(
          List.of("the one that signs", "an older one"), null, "https://id", "sup", null, false);

  private final TestClock clock = new TestClock();
  private final JwtTokenIssuer issuer = new JwtTokenIssuer(SETTINGS, clock);

  @Test
  void an_issued_token_is_valid_under_the_same_settings() throws InvalidTokenException {
    Claims claims =
        new Claims(
            new Profile(new UserId("ada"), "Ada \"L\" \u2603", "https://a/1.png"),
            new DeviceId("phone"),
            TestClock.START.minusSeconds(1),
            TestClock.START.plusSeconds(3600));
    assertThat(verifier(SETTINGS).verify(issuer.issue(claims))).isEqualTo(claims);
  }

  @Test
  void missing_claims_are_filled_in() throws InvalidTokenException {
    Claims open = new Claims(Profile.of(new UserId("ada")), null, Instant.MIN, Instant.MAX);
    assertThat(verifier(SETTINGS).verify(issuer.issue(open)))
        .isEqualTo(new Claims(open.profile(), null, TestClock.START, Instant.MAX));
  }

  @Test
  void the_first_secret_signs() {
    Claims claims = new Claims(Profile.of(new UserId("ada")), null, Instant.MIN, Instant.MAX);
    String token = issuer.issue(claims);
    assertThat(Verdict.of(verifier(with("the one that signs")), token)).isEqualTo(Verdict.GOOD);
    assertThat(Verdict.of(verifier(with("an older one")), token)).isEqualTo(Verdict.INVALID);
    assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8))
        .contains("\"type\":\"access\"", "\"iat\":" + TestClock.START.getEpochSecond());
  }

  @Test
  void without_a_secret_there_is_no_issuer() {
    JwtSettings none = new JwtSettings(List.of(), null, null, null, null, false);
    assertThatIllegalArgumentException().isThrownBy(() -> new JwtTokenIssuer(none, clock));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtSettings(List.of(""), null, null, null, null, false));
  }

  private static JwtSettings with(String secret) {
    return new JwtSettings(List.of(secret), null, null, null, null, false);
  }

  private JwtTokenVerifier verifier(JwtSettings settings) {
    return new JwtTokenVerifier(settings, clock);
  }
}
