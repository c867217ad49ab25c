package com.sup.messenger.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.token.InvalidTokenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MutatedTokenTest {

  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final String PAYLOAD = "{\"userId\":\"ada\",\"exp\":9999999999}";
  private static final int ROUNDS = 10_000;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

  @Test
  void no_mutation_of_a_token_passes_or_throws_anything_else(@TempDir Path folder)
      throws Exception {
    KeyPair rsa = Signer.keys("RSA", 2048);
    KeyPair ec = Signer.keys("EC", 256);
    Path file = folder.resolve("jwks.json");
    Files.writeString(
        file, Signer.keySet(Signer.jwk("\"kid\":\"r\",", rsa), Signer.jwk("\"kid\":\"e\",", ec)));
    var settings = new JwtSettings(List.of(SECRET), file.toString(), null, null, null, false);
    var verifier = new JwtTokenVerifier(settings, new TestClock());
    List<String> originals =
        List.of(
            Signer.hs256(SECRET).token("{\"alg\":\"HS256\"}", PAYLOAD),
            Signer.rs256(rsa).token("{\"alg\":\"RS256\",\"kid\":\"r\"}", PAYLOAD),
            Signer.es256(ec).token("{\"alg\":\"ES256\",\"kid\":\"e\"}", PAYLOAD));
    for (int round = 0; round < ROUNDS; round++) {
      String original = originals.get(round % originals.size());
      assertRefused(verifier, original, mutated(original));
    }
    assertThat(originals).allMatch(token -> Verdict.of(verifier, token) == Verdict.GOOD);
  }

  @Test
  void no_well_signed_nonsense_throws_anything_else() {
    var settings = new JwtSettings(List.of(SECRET), null, null, null, null, false);
    var verifier = new JwtTokenVerifier(settings, new TestClock());
    for (int round = 0; round < ROUNDS; round++) {
      String payload = mutated(PAYLOAD);
      String header = round % 2 == 0 ? "{\"alg\":\"HS256\"}" : mutated("{\"alg\":\"HS256\"}");
      assertThat(Verdict.of(verifier, Signer.hs256(SECRET).token(header, payload)))
          .isNotEqualTo(Verdict.UNAVAILABLE);
    }
  }

  private static void assertRefused(JwtTokenVerifier verifier, String original, String mutated) {
    if (mutated.equals(original)) {
      return;
    }
    try {
      verifier.verify(mutated);
    } catch (InvalidTokenException _) {
      return;
    }
    throw new AssertionError("passed: " + mutated);
  }

  private String mutated(String text) {
    StringBuilder mutated = new StringBuilder(text);
    int changes = random.nextInt(1, 4);
    for (int i = 0; i < changes && !mutated.isEmpty(); i++) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(5)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, mutated.charAt(random.nextInt(mutated.length())));
        case 2 -> mutated.setCharAt(at, mutated.charAt(random.nextInt(mutated.length())));
        case 3 -> mutated.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE));
        default -> mutated.setLength(at + 1);
      }
    }
    return mutated.toString();
  }
}
