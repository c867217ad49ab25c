package com.sup.messenger.application.port;

/// Tells who a token speaks for.
public interface TokenVerifier {

  /// The claims of a token whose signature holds under one of the configured keys, and whose times,
  /// issuer and audience are right; 5 s of clock skew are allowed.
  ///
  /// Unsigned tokens, and tokens whose algorithm is not that of the key, never pass.
  Claims verify(String token) throws InvalidTokenException;
}
