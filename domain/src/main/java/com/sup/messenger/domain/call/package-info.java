/// Calls between two users. The service carries the signalling and never sees the media.
@NullMarked
package com.sup.messenger.domain.call;

import org.jspecify.annotations.NullMarked;
