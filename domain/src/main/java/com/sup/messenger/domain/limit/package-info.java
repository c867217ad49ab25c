/// Limits on the events of a user.
@NullMarked
package com.sup.messenger.domain.limit;

import org.jspecify.annotations.NullMarked;
