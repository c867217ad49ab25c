/// The token ports, on `helidon-security-jwt`.
///
/// The library holds the keys and does the cryptography. This package parses tokens and checks
/// claims itself for three reasons. The library reads claims before it has verified the signature.
/// It refuses well-signed tokens for claims that this service does not use. It names the token in
/// its exceptions.
@NullMarked
package com.sup.messenger.jwt;

import org.jspecify.annotations.NullMarked;
