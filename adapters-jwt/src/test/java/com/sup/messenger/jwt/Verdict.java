package com.sup.messenger.jwt;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.TokenVerifier;

/// The result of a verifier, as one word.
enum Verdict {
  GOOD,
  INVALID,
  EXPIRED,
  PAYLOAD,
  UNAVAILABLE;

  static Verdict of(TokenVerifier verifier, String token) {
    try {
      verifier.verify(token);
      return GOOD;
    } catch (InvalidTokenException e) {
      return valueOf(e.fault().name());
    } catch (UnavailableException _) {
      return UNAVAILABLE;
    }
  }
}
