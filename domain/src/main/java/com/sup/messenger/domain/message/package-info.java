/// Messages, which the service carries and never reads: their content is end-to-end encrypted.
@NullMarked
package com.sup.messenger.domain.message;

import org.jspecify.annotations.NullMarked;
