/// The presence of a user, merged from the statuses of the user's devices.
@NullMarked
package com.sup.messenger.domain.presence;

import org.jspecify.annotations.NullMarked;
