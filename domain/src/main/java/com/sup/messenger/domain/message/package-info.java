/// Messages. Their content is end-to-end encrypted, and the service never reads it.
@NullMarked
package com.sup.messenger.domain.message;

import org.jspecify.annotations.NullMarked;
