package com.sup.messenger.bootstrap.system;

import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.jwt.JwtTokenIssuer;
import java.time.InstantSource;
import java.util.Map;

/// Makes tokens that a service in development accepts. The service would take too long for
/// thousands.
final class Tokens {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final DevelopmentTokens TOKENS =
      new DevelopmentTokens(
          new JwtTokenIssuer(Configuration.from(Map.of()).tokens(), CLOCK), CLOCK);

  private Tokens() {}

  static String of(String user) {
    return TOKENS.issue(new UserId(user), null, null, null);
  }
}
