/// How much of something a user may do.
@NullMarked
package com.sup.messenger.domain.limit;

import org.jspecify.annotations.NullMarked;
