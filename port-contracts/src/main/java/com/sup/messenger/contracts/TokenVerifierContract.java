package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.domain.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/// Tests the promises of [TokenVerifier]. Each adapter's test extends it.
public abstract class TokenVerifierContract {

  /// The time of the verifier's clock. Tokens name times in seconds.
  protected static final Instant NOW = Samples.NOW.truncatedTo(ChronoUnit.SECONDS);

  private static final Duration LONGER = TokenVerifier.CLOCK_SKEW.plusSeconds(1);

  /// Returns the verifier under test. Its clock stands at [#NOW].
  protected abstract TokenVerifier verifier();

  /// Returns a token with these claims, signed by a key of the verifier.
  protected abstract String token(Claims claims);

  /// Returns a token with these claims, signed by a key that the verifier does not have.
  protected abstract String strange(Claims claims);

  private static Claims claims(Instant issuedAt, Instant expiresAt) {
    Profile profile = new Profile(Samples.user(), "Ada \"L\" \u2603", "https://a/1.png");
    return new Claims(profile, Samples.device(), issuedAt, expiresAt);
  }

  private static Claims valid() {
    return claims(NOW, NOW.plusSeconds(60));
  }

  private Fault fault(String token) {
    try {
      return fail(verifier().verify(token));
    } catch (InvalidTokenException e) {
      return e.fault();
    }
  }

  private static Fault fail(Claims claims) {
    throw new AssertionError("The token of " + claims.profile().id() + " was accepted");
  }

  @Test
  void a_token_gives_its_claims() throws InvalidTokenException {
    Claims claims = valid();
    assertThat(verifier().verify(token(claims))).isEqualTo(claims);
  }

  @Test
  void the_times_of_a_token_may_be_off_by_the_skew_of_the_clocks() throws InvalidTokenException {
    Instant over = NOW.minus(TokenVerifier.CLOCK_SKEW).plusSeconds(1);
    Claims late = claims(NOW.minusSeconds(60), over);
    assertThat(verifier().verify(token(late)).profile()).isEqualTo(late.profile());
    Claims early = claims(NOW.plus(TokenVerifier.CLOCK_SKEW), NOW.plusSeconds(60));
    assertThat(verifier().verify(token(early)).profile()).isEqualTo(early.profile());
  }

  @Test
  void a_token_is_refused_after_its_time_and_before_it() {
    assertThat(fault(token(claims(NOW.minusSeconds(60), NOW.minus(LONGER)))))
        .isEqualTo(Fault.EXPIRED);
    assertThat(fault(token(claims(NOW.plus(LONGER), NOW.plusSeconds(60)))))
        .isEqualTo(Fault.INVALID);
  }

  @Test
  void a_token_of_a_strange_key_is_refused() {
    assertThat(fault(strange(valid()))).isEqualTo(Fault.INVALID);
  }

  @Test
  void a_token_of_which_any_character_is_changed_is_refused() {
    String token = token(valid());
    // The last character may have bits that count for nothing.
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(fault(token.substring(0, i) + other + token.substring(i + 1)))
          .isNotEqualTo(Fault.PAYLOAD);
    }
  }

  @Test
  void a_refusal_shows_nothing_of_the_token() {
    String token = strange(valid());
    assertThatThrownBy(() -> verifier().verify(token))
        .isInstanceOf(InvalidTokenException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain(token.split("\\.", -1)));
  }

  @Test
  void a_text_that_is_no_token_is_refused() {
    for (String text : new String[] {"", ".", "..", "a.b.c", "token", "\u2603"}) {
      assertThat(fault(text)).isEqualTo(Fault.INVALID);
    }
  }
}
