/// Tokens: what issues and verifies them.
@NullMarked
package com.sup.messenger.application.port.token;

import org.jspecify.annotations.NullMarked;
