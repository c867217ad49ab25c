package com.sup.messenger.application.port.token;

import java.time.Duration;

/// Tells who a token speaks for.
public interface TokenVerifier {

  /// By how much the clocks of the issuer and of this service may differ.
  Duration CLOCK_SKEW = Duration.ofSeconds(5);

  /// The claims of a token whose signature holds under one of the configured keys, and whose times,
  /// issuer and audience are right; a clock skew of [#CLOCK_SKEW] is allowed.
  ///
  /// Unsigned tokens, and tokens whose algorithm is not that of the key, never pass.
  Claims verify(String token) throws InvalidTokenException;
}
