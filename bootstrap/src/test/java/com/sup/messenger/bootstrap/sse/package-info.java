/// A gateway by server-sent events, as a team would write it: `docs/write-a-gateway.md`.
@NullMarked
package com.sup.messenger.bootstrap.sse;

import org.jspecify.annotations.NullMarked;
