/// The token ports on `helidon-security-jwt`.
///
/// The library holds the keys and does the cryptography. Taking a token apart and judging its
/// claims is done here, because the library reads the claims before the signature is known to hold,
/// refuses well-signed tokens for claims that do not concern us, and names the token in its
/// exceptions.
@NullMarked
package com.sup.messenger.jwt;

import org.jspecify.annotations.NullMarked;
