package com.sup.messenger.application.admin;

import com.sup.messenger.application.admin.Operations.Judgement;
import com.sup.messenger.application.admin.Operations.Verdict;
import com.sup.messenger.application.limit.Pauses;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges a token by the rules of the handshake. A client is told less: the reason of a refusal
/// helps attackers.
public final class TokenCheck {

  private final TokenVerifier tokens;
  private final Revocations revocations;
  private final Pauses pauses;
  private final InstantSource clock;

  public TokenCheck(
      TokenVerifier tokens, Revocations revocations, Pauses pauses, InstantSource clock) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.pauses = pauses;
    this.clock = clock;
  }

  Judgement judge(String token) {
    try {
      return judge(tokens.verify(token));
    } catch (InvalidTokenException e) {
      Verdict verdict =
          switch (e.fault()) {
            case INVALID -> Verdict.INVALID;
            case EXPIRED -> Verdict.EXPIRED;
            case PAYLOAD -> Verdict.INCOMPLETE;
          };
      return new Judgement(verdict, clock.instant(), null, null, null, null, null);
    }
  }

  private Judgement judge(Claims claims) {
    Optional<Instant> revoked =
        revocations
            .of(claims.profile().id())
            .before(claims.deviceId())
            .filter(claims.issuedAt()::isBefore);
    if (revoked.isPresent()) {
      return judgement(Verdict.REVOKED, claims, revoked.get());
    }
    Optional<Duration> pause = pauses.of(claims.profile().id());
    return pause
        .map(rest -> judgement(Verdict.PAUSED, claims, clock.instant().plus(rest)))
        .orElseGet(() -> judgement(Verdict.ACCEPTED, claims, null));
  }

  private Judgement judgement(Verdict verdict, Claims claims, @Nullable Instant until) {
    return new Judgement(
        verdict,
        clock.instant(),
        claims.profile().id(),
        claims.deviceId(),
        claims.issuedAt().equals(Instant.MIN) ? null : claims.issuedAt(),
        claims.expiresAt().equals(Instant.MAX) ? null : claims.expiresAt(),
        until);
  }
}
