/// Calls between two users, whose media the service never sees: it carries their signalling.
@NullMarked
package com.sup.messenger.domain.call;

import org.jspecify.annotations.NullMarked;
