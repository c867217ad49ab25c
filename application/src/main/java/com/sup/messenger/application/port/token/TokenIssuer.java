package com.sup.messenger.application.port.token;

/// Signs tokens, in development only.
public interface TokenIssuer {

  /// Returns a token that the [TokenVerifier] of the same configuration accepts.
  String issue(Claims claims);
}
