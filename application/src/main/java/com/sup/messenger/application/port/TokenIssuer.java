package com.sup.messenger.application.port;

/// Signs tokens, in development only.
public interface TokenIssuer {

  /// A token that [TokenVerifier] of the same configuration takes.
  String issue(Claims claims);
}
