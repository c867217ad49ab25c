package com.sup.messenger.jwt;

import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.contracts.TokenVerifierContract;
import java.util.List;

class JwtTokenVerifierTest extends TokenVerifierContract {

  private static JwtSettings with(String secret) {
    return new JwtSettings(List.of(secret), null, null, null, null, false);
  }

  @Override
  protected TokenVerifier verifier() {
    return new JwtTokenVerifier(with("ours"), () -> NOW);
  }

  @Override
  protected String token(Claims claims) {
    return new JwtTokenIssuer(with("ours"), () -> NOW).issue(claims);
  }

  @Override
  protected String strange(Claims claims) {
    return new JwtTokenIssuer(with("theirs"), () -> NOW).issue(claims);
  }
}
