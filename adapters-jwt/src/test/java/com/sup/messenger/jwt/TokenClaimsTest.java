package com.sup.messenger.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenClaimsTest {

  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final String HEADER = "{\"alg\":\"HS256\"}";
  private static final long NOW = TestClock.START.getEpochSecond();

  private final JwtTokenVerifier open = verifier(null, null);
  private final JwtTokenVerifier closed = verifier("https://id.example", "sup");

  @Test
  void all_claims_are_read() throws InvalidTokenException {
    String token =
        token(
            """
            {"userId":"ada","sub":"other","username":"Ada L.","avatar":"https://a/1.png",
             "deviceId":"phone","type":"access","iat":%d.25,"exp":%d,"birthday":"?","zoneinfo":1}
            """
                .formatted(NOW - 60, NOW + 60));
    assertThat(open.verify(token))
        .isEqualTo(
            new Claims(
                new Profile(new UserId("ada"), "Ada L.", "https://a/1.png"),
                new DeviceId("phone"),
                TestClock.START.minusMillis(59_750),
                TestClock.START.plusSeconds(60)));
  }

  @Test
  void absent_and_null_claims_are_left_out() throws InvalidTokenException {
    Claims expected = new Claims(Profile.of(new UserId("ada")), null, Instant.MIN, Instant.MAX);
    assertThat(open.verify(token("{\"sub\":\"ada\"}"))).isEqualTo(expected);
    String nulls =
        """
        {"sub":"ada","userId":null,"username":null,"avatar":null,"deviceId":null,"type":null}
        """;
    assertThat(open.verify(token(nulls))).isEqualTo(expected);
  }

  @Test
  void a_numeric_user_id_is_taken_as_its_decimal_text() throws InvalidTokenException {
    String token = token("{\"userId\":12345678901234567890}");
    assertThat(open.verify(token).profile().id().value()).isEqualTo("12345678901234567890");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"userId\":\"\"}",
        "{\"userId\":\"\",\"sub\":\"ada\"}",
        "{\"userId\":\"a b\"}",
        "{\"userId\":\"{a}\"}",
        "{\"userId\":1.5}",
        "{\"userId\":1e3}",
        "{\"userId\":true}",
        "{\"userId\":[\"ada\"]}",
        "{\"sub\":7}",
        "{\"userId\":\"ada\",\"deviceId\":\"no/slash\"}",
        "{\"userId\":\"ada\",\"deviceId\":5}",
        "{\"userId\":\"ada\",\"username\":5}",
        "{\"userId\":\"ada\",\"username\":\"\\ud800\"}",
        "{\"userId\":\"ada\",\"avatar\":{}}",
        "{\"userId\":\"ada\",\"type\":\"refresh\"}",
        "{\"userId\":\"ada\",\"type\":\"ACCESS\"}",
        "{\"userId\":\"ada\",\"type\":1}",
      })
  void a_well_signed_token_without_a_user_has_a_fault_of_its_own(String payload) {
    assertThat(Verdict.of(open, token(payload))).isEqualTo(Verdict.PAYLOAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"userId", "exp", "nbf", "iat", "deviceId", "other"})
  void monstrous_numbers_harm_nothing(String claim) {
    List<String> numbers =
        List.of(
            "9".repeat(5000), "0." + "9".repeat(5000), "1e99999999999", "1e-999999999", "-1e9999");
    for (String number : numbers) {
      String payload = "{\"sub\":\"ada\",\"%s\":%s}".formatted(claim, number);
      assertThat(Verdict.of(open, token(payload))).isNotEqualTo(Verdict.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 0, GOOD",
    "exp, -4, GOOD",
    "exp, -5, EXPIRED",
    "exp, -6, EXPIRED",
    "nbf, 5, GOOD",
    "nbf, 6, INVALID",
    "iat, 5, GOOD",
    "iat, 6, INVALID",
    "iat, -100000000, GOOD",
  })
  void five_seconds_of_skew_are_allowed(String claim, long offset, Verdict verdict) {
    String payload = "{\"userId\":\"ada\",\"%s\":%d}".formatted(claim, NOW + offset);
    assertThat(Verdict.of(open, token(payload))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 1e400, GOOD",
    "exp, 99999999999999999999999, GOOD",
    "exp, -1e400, EXPIRED",
    "exp, 0, EXPIRED",
    "nbf, 1e99999, INVALID",
    "iat, 1e-99999, GOOD",
    "exp, '\"2030\"', INVALID",
    "exp, null, INVALID",
    "iat, {}, INVALID",
    "nbf, true, INVALID",
  })
  void odd_times_are_judged_and_harm_nothing(String claim, String value, Verdict verdict) {
    String payload = "{\"userId\":\"ada\",\"%s\":%s}".formatted(claim, value);
    assertThat(Verdict.of(open, token(payload))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; GOOD",
        "{\"exp\":1}; GOOD",
        "{\"iat\":-60}; GOOD",
        "{\"iat\":-64,\"exp\":1}; GOOD",
        "{\"iat\":-65,\"exp\":1}; EXPIRED",
        "{\"iat\":5,\"exp\":9}; GOOD",
        "{\"iat\":0,\"exp\":-5}; EXPIRED",
      })
  void a_token_of_more_than_the_greatest_age_has_expired(String times, Verdict verdict) {
    // Without the claim that is required, a token is invalid.
    boolean dated = times.contains("iat");
    String payload = payload(times);
    assertThat(Verdict.of(bounded(Duration.ofSeconds(60), false), token(payload)))
        .isEqualTo(dated ? verdict : Verdict.INVALID);
  }

  private static String payload(String times) {
    String claims = times.substring(1, times.length() - 1);
    StringBuilder payload = new StringBuilder("{\"userId\":\"ada\"");
    for (String claim : claims.isEmpty() ? new String[0] : claims.split(",")) {
      String[] parts = claim.split(":");
      payload.append(",%s:%d".formatted(parts[0], NOW + Long.parseLong(parts[1])));
    }
    return payload.append('}').toString();
  }

  @Test
  void a_token_counts_until_its_end_or_its_greatest_age_whichever_comes_first()
      throws InvalidTokenException {
    JwtTokenVerifier verifier = bounded(Duration.ofSeconds(60), false);
    assertThat(verifier.verify(token(payload("{\"iat\":-10,\"exp\":90}"))).expiresAt())
        .isEqualTo(TestClock.START.plusSeconds(50));
    assertThat(verifier.verify(token(payload("{\"iat\":-10,\"exp\":40}"))).expiresAt())
        .isEqualTo(TestClock.START.plusSeconds(40));
    assertThat(verifier.verify(token(payload("{\"iat\":-10}"))).expiresAt())
        .isEqualTo(TestClock.START.plusSeconds(50));
  }

  @Test
  void an_end_is_required_if_the_settings_say_so() {
    JwtTokenVerifier verifier = bounded(null, true);
    assertThat(Verdict.of(verifier, token(payload("{}")))).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, token(payload("{\"iat\":0}")))).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, token(payload("{\"exp\":1}")))).isEqualTo(Verdict.GOOD);
    assertThat(Verdict.of(verifier, token(payload("{\"exp\":-5}")))).isEqualTo(Verdict.EXPIRED);
  }

  private static JwtTokenVerifier bounded(@Nullable Duration maxAge, boolean endRequired) {
    return new JwtTokenVerifier(
        new JwtSettings(List.of(SECRET), null, null, null, maxAge, endRequired), new TestClock());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"iss\":\"https://id.example\",\"aud\":\"sup\"; GOOD",
        "\"iss\":\"https://id.example\",\"aud\":[1,\"web\",\"sup\"]; GOOD",
        "\"iss\":\"https://id.example\"; INVALID",
        "\"iss\":\"https://id.example\",\"aud\":\"SUP\"; INVALID",
        "\"iss\":\"https://id.example\",\"aud\":[]; INVALID",
        "\"iss\":\"https://id.example\",\"aud\":null; INVALID",
        "\"iss\":\"https://id.example/\",\"aud\":\"sup\"; INVALID",
        "\"iss\":7,\"aud\":\"sup\"; INVALID",
        "\"aud\":\"sup\"; INVALID",
      })
  void issuer_and_audience_are_checked_if_set(String claims, Verdict verdict) {
    String token = token("{\"userId\":\"ada\",%s}".formatted(claims));
    assertThat(Verdict.of(closed, token)).isEqualTo(verdict);
    assertThat(Verdict.of(open, token)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void of_several_faults_the_graver_one_is_reported() {
    String expired = "{\"userId\":\"ada\",\"exp\":1}";
    String forged = Signer.hs256("another secret").token(HEADER, expired);
    assertThat(Verdict.of(open, forged)).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(closed, token(expired))).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(open, token("{\"exp\":1}"))).isEqualTo(Verdict.EXPIRED);
  }

  private static JwtTokenVerifier verifier(String issuer, String audience) {
    return new JwtTokenVerifier(
        new JwtSettings(List.of(SECRET), null, issuer, audience, null, false), new TestClock());
  }

  private static String token(String payload) {
    return Signer.hs256(SECRET).token(HEADER, payload);
  }
}
