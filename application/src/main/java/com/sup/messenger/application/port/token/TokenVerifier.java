package com.sup.messenger.application.port.token;

import java.time.Duration;

/// Verifies the tokens of users.
public interface TokenVerifier {

  /// The greatest difference between the clocks of the issuer and of this service.
  Duration CLOCK_SKEW = Duration.ofSeconds(5);

  /// Returns the claims of a token, if it is signed by one of the configured keys and its times,
  /// issuer and audience are right. The times may be off by [#CLOCK_SKEW].
  ///
  /// An unsigned token never passes, nor one whose algorithm differs from that of the key.
  ///
  /// @throws InvalidTokenException if the token is refused
  Claims verify(String token) throws InvalidTokenException;
}
