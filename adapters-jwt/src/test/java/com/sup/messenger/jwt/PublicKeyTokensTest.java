package com.sup.messenger.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeyTokensTest {

  private static final KeyPair RSA = Signer.keys("RSA", 2048);
  private static final KeyPair EC = Signer.keys("EC", 256);
  private static final String PAYLOAD = "{\"userId\":\"ada\"}";
  private static final String RS256 = "{\"alg\":\"RS256\",\"kid\":\"r\"}";
  private static final String ES256 = "{\"alg\":\"ES256\",\"kid\":\"e\"}";

  @TempDir private Path folder;

  private JwtTokenVerifier verifier;

  @BeforeEach
  void a_key_of_each_kind() throws IOException {
    verifier =
        verifier(
            Signer.keySet(
                Signer.jwk("\"kid\":\"r\",\"alg\":\"RS256\",\"use\":\"sig\",", RSA),
                Signer.jwk("\"kid\":\"e\",\"x5c\":[\"no certificate\"],", EC)));
  }

  @Test
  void rsa_and_elliptic_curves_verify() {
    assertThat(Verdict.of(verifier, Signer.rs256(RSA).token(RS256, PAYLOAD)))
        .isEqualTo(Verdict.GOOD);
    assertThat(Verdict.of(verifier, Signer.es256(EC).token(ES256, PAYLOAD)))
        .isEqualTo(Verdict.GOOD);
  }

  @ParameterizedTest
  @CsvSource({
    "RS384, SHA384withRSA, RSA, 2048",
    "RS512, SHA512withRSA, RSA, 3072",
    "ES384, SHA384withECDSAinP1363Format, EC, 384",
    "ES512, SHA512withECDSAinP1363Format, EC, 521",
  })
  void the_longer_hashes_verify(String algorithm, String javaAlgorithm, String kind, int bits)
      throws IOException {
    KeyPair keys = Signer.keys(kind, bits);
    var other = verifier(Signer.keySet(Signer.jwk("\"alg\":\"%s\",".formatted(algorithm), keys)));
    String token =
        Signer.of(javaAlgorithm, keys).token("{\"alg\":\"%s\"}".formatted(algorithm), PAYLOAD);
    assertThat(Verdict.of(other, token)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void a_token_without_key_id_is_tried_with_each_key_of_its_algorithm() {
    assertThat(Verdict.of(verifier, Signer.es256(EC).token("{\"alg\":\"ES256\"}", PAYLOAD)))
        .isEqualTo(Verdict.GOOD);
  }

  @Test
  void a_key_without_id_verifies_tokens_of_any_id() throws IOException {
    var other = verifier(Signer.keySet(Signer.jwk("", RSA)));
    assertThat(Verdict.of(other, Signer.rs256(RSA).token(RS256, PAYLOAD))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void another_key_is_refused() {
    KeyPair foreign = Signer.keys("RSA", 2048);
    assertThat(Verdict.of(verifier, Signer.rs256(foreign).token(RS256, PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, Signer.rs256(foreign).token("{\"alg\":\"RS256\"}", PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void the_algorithm_is_the_keys_and_not_the_tokens() {
    String rs512 = "{\"alg\":\"RS512\",\"kid\":\"r\"}";
    assertThat(Verdict.of(verifier, Signer.of("SHA512withRSA", RSA).token(rs512, PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, Signer.es256(EC).token(RS256, PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_public_key_is_no_secret() {
    byte[] der = RSA.getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    String jwk = Signer.jwk("\"kid\":\"r\",\"alg\":\"RS256\",\"use\":\"sig\",", RSA);
    for (byte[] secret : List.of(der, pem.getBytes(UTF_8), jwk.getBytes(UTF_8))) {
      for (String header :
          List.of("{\"alg\":\"HS256\",\"kid\":\"r\"}", "{\"alg\":\"HS256\"}", RS256)) {
        String token = Signer.hmac("HmacSHA256", secret).token(header, PAYLOAD);
        assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.INVALID);
      }
    }
  }

  @Test
  void an_unsigned_token_that_names_a_key_is_refused() {
    String token = Signer.rs256(RSA).token("{\"alg\":\"none\",\"kid\":\"r\"}", PAYLOAD);
    assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 256})
  void a_signature_of_zeros_is_refused(int length) {
    Signer zeros = _ -> new byte[length];
    assertThat(Verdict.of(verifier, zeros.token(ES256, PAYLOAD))).isEqualTo(Verdict.INVALID);
    assertThat(Verdict.of(verifier, zeros.token(RS256, PAYLOAD))).isEqualTo(Verdict.INVALID);
  }

  @Test
  void a_signature_in_der_is_refused() {
    String token = Signer.of("SHA256withECDSA", EC).token(ES256, PAYLOAD);
    assertThat(Verdict.of(verifier, token)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void keys_of_a_kind_that_is_not_supported_are_skipped() throws IOException {
    KeyPair weak = Signer.keys("RSA", 1024);
    String secret = "{\"kty\":\"oct\",\"kid\":\"o\",\"alg\":\"HS256\",\"k\":\"c2VjcmV0\"}";
    String edwards = "{\"kty\":\"OKP\",\"kid\":\"d\",\"crv\":\"Ed25519\",\"x\":\"AA\"}";
    var other =
        verifier(
            Signer.keySet(
                secret,
                edwards,
                "{}",
                "{\"kty\":7}",
                Signer.jwk("\"kid\":\"none\",\"alg\":\"none\",", RSA),
                Signer.jwk("\"kid\":\"weak\",", weak),
                Signer.jwk("\"kid\":\"enc\",\"use\":\"enc\",", RSA),
                Signer.jwk("\"kid\":\"e\",", EC)));
    assertThat(Verdict.of(other, Signer.es256(EC).token(ES256, PAYLOAD))).isEqualTo(Verdict.GOOD);
    assertThat(List.of("{\"alg\":\"HS256\",\"kid\":\"o\"}", "{\"alg\":\"HS256\"}"))
        .allMatch(
            header ->
                Verdict.of(other, Signer.hs256("secret").token(header, PAYLOAD))
                    == Verdict.INVALID);
    String byWeak = Signer.rs256(weak).token("{\"alg\":\"RS256\",\"kid\":\"weak\"}", PAYLOAD);
    String byEnc = Signer.rs256(RSA).token("{\"alg\":\"RS256\",\"kid\":\"enc\"}", PAYLOAD);
    String edDsa = Signer.rs256(RSA).token("{\"alg\":\"EdDSA\",\"kid\":\"d\"}", PAYLOAD);
    assertThat(List.of(byWeak, byEnc, edDsa))
        .allMatch(token -> Verdict.of(other, token) == Verdict.INVALID);
  }

  @Test
  void at_most_32_keys_are_tried() throws IOException {
    String[] keys = new String[33];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Signer.jwk("\"kid\":\"%d\",".formatted(i), i < 32 ? EC : RSA);
    }
    var other = verifier(Signer.keySet(keys));
    String last = "{\"alg\":\"RS256\",\"kid\":\"32\"}";
    assertThat(Verdict.of(other, Signer.rs256(RSA).token(last, PAYLOAD)))
        .isEqualTo(Verdict.INVALID);
  }

  private JwtTokenVerifier verifier(String keySet) throws IOException {
    Path file = Files.writeString(folder.resolve("jwks.json"), keySet);
    var settings =
        new JwtSettings(
            List.of("a secret beside the keys"), file.toString(), null, null, null, false);
    return new JwtTokenVerifier(settings, new TestClock());
  }
}
