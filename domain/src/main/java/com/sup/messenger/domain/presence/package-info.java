/// Who is there: the status of a user out of those of the user's devices.
@NullMarked
package com.sup.messenger.domain.presence;

import org.jspecify.annotations.NullMarked;
