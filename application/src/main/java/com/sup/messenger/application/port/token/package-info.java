/// Tokens: their claims, and the ports that issue and verify them.
@NullMarked
package com.sup.messenger.application.port.token;

import org.jspecify.annotations.NullMarked;
