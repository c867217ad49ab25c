/// Messages, receipts, reactions and typing.
@NullMarked
package com.sup.messenger.application.message;

import org.jspecify.annotations.NullMarked;
