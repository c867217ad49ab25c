package com.sup.messenger.bootstrap;

import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.jwt.JwtSettings;
import com.sup.messenger.jwt.JwtTokenIssuer;
import java.time.InstantSource;
import java.util.List;

/// Signs tokens as a back-end with the secret does.
final class Tokens {

  private Tokens() {}

  static String signed(String secret, String user) {
    return signed(secret, user, null);
  }

  static String signed(String secret, String user, String device) {
    return signed(secret, user, device, InstantSource.system());
  }

  /// Signs a token by another clock. It is valid for an hour from then.
  static String signed(String secret, String user, String device, InstantSource clock) {
    JwtSettings settings = new JwtSettings(List.of(secret), null, null, null, null, false);
    return new DevelopmentTokens(new JwtTokenIssuer(settings, clock), clock)
        .issue(new UserId(user), device == null ? null : new DeviceId(device), null, null);
  }
}
