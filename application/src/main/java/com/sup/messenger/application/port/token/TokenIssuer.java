package com.sup.messenger.application.port.token;

/// Signs tokens, in development only.
public interface TokenIssuer {

  /// A token that [TokenVerifier] of the same configuration takes.
  String issue(Claims claims);
}
