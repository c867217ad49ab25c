package com.sup.messenger.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.token.InvalidTokenException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretTokensTest {

  private static final String FIRST = "the first secret, of over 32 bytes";
  private static final String SECOND = "the second secret, of over 32 bytes";
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String PAYLOAD = "{\"userId\":\"ada\"}";

  private final JwtTokenVerifier verifier =
      new JwtTokenVerifier(
          new JwtSettings(List.of(FIRST, SECOND), null, null, null, null, false), new TestClock());

  @ParameterizedTest
  @CsvSource({"HS256,HmacSHA256", "HS384,HmacSHA384", "HS512,HmacSHA512"})
  void each_secret_verifies_each_hmac_algorithm(String algorithm, String javaAlgorithm)
      throws InvalidTokenException {
    for (String secret : List.of(FIRST, SECOND)) {
      String token =
          Signer.hmac(javaAlgorithm, secret.getBytes(UTF_8))
              .token("{\"alg\":\"%s\"}".formatted(algorithm), PAYLOAD);
      assertThat(verifier.verify(token).profile().id().value()).isEqualTo("ada");
    }
  }

  @Test
  void the_key_id_is_ignored() {
    assertThat(hs256("{\"alg\":\"HS256\",\"kid\":\"whatever\"}", PAYLOAD)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void another_secret_is_refused() {
    String token = Signer.hs256("quite another secret, of over 32 bytes").token(HEADER, PAYLOAD);
    assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void an_algorithm_that_did_not_make_the_signature_is_refused() {
    assertThat(hs256("{\"alg\":\"HS512\"}", PAYLOAD)).isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\"}",
        "{\"alg\":\"\"}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":null}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"EdDSA\"}",
        "{}",
        "{\"typ\":\"JWT\"}",
        "[]",
        "null",
        "\"HS256\"",
        "",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"kid\":7}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
      })
  void a_header_that_is_not_right_is_refused_however_the_token_is_signed(String header) {
    assertThat(hs256(header, PAYLOAD)).isEqualTo(Verdict.INVALID);
    String token = Signer.hs256(FIRST).token(header, PAYLOAD);
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    assertThat(Verdict.of(verifier, unsigned)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_tampered_payload_is_refused() {
    String[] parts = Signer.hs256(FIRST).token(HEADER, PAYLOAD).split("\\.", -1);
    String tampered = Signer.encode("{\"userId\":\"bob\"}".getBytes(UTF_8));
    assertThat(Verdict.of(verifier, parts[0] + '.' + tampered + '.' + parts[2]))
        .isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "\u0000", "\ud800.\udc00.é"})
  void text_that_is_no_token_is_refused(String text) {
    assertThat(Verdict.of(verifier, text)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_token_has_one_spelling() {
    String token = Signer.hs256(FIRST).token(HEADER, PAYLOAD);
    assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.GOOD);
    for (String other :
        List.of(token + '=', ' ' + token, token + '\n', token + '.', token + ".e")) {
      assertThat(Verdict.of(verifier, other)).isEqualTo(Verdict.INVALID);
    }
    char last = token.charAt(token.length() - 1);
    String strayBits = token.substring(0, token.length() - 1) + (char) (last + 1);
    assertThat(Verdict.of(verifier, strayBits)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_token_of_over_8_KiB_is_refused() {
    assertThat(hs256(HEADER, "{\"userId\":\"ada\",\"x\":\"%s\"}".formatted("x".repeat(6000))))
        .isEqualTo(Verdict.GOOD);
    assertThat(hs256(HEADER, "{\"userId\":\"ada\",\"x\":\"%s\"}".formatted("x".repeat(6100))))
        .isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"userId\":\"ada\",\"userId\":\"bob\"}"})
  void a_payload_that_is_no_object_is_refused(String payload) {
    assertThat(hs256(HEADER, payload)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void deep_nesting_is_refused_and_harms_nothing() {
    String deep = "[".repeat(5900);
    assertThat(hs256("{\"alg\":\"HS256\",\"x\":" + deep, PAYLOAD)).isEqualTo(Verdict.INVALID);
    assertThat(hs256(HEADER, "{\"userId\":\"ada\",\"x\":" + deep)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void without_keys_every_token_is_refused() {
    var none =
        new JwtTokenVerifier(
            new JwtSettings(List.of(), null, null, null, null, false), new TestClock());
    assertThat(Verdict.of(none, Signer.hs256(FIRST).token(HEADER, PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void the_exception_does_not_contain_the_token() {
    String token = Signer.hs256("wrong").token(HEADER, PAYLOAD);
    try {
      verifier.verify(token);
    } catch (InvalidTokenException e) {
      assertThat(e).hasMessage("INVALID").hasNoCause().hasNoSuppressedExceptions();
    }
  }

  @Test
  void settings_do_not_print_their_secrets() {
    assertThat(new JwtSettings(List.of(FIRST), "https://a:b@c", null, null, null, false).toString())
        .doesNotContain(FIRST, "a:b");
  }

  private Verdict hs256(String header, String payload) {
    return Verdict.of(verifier, Signer.hs256(FIRST).token(header, payload));
  }
}
