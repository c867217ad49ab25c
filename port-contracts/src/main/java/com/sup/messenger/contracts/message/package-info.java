/// The contracts of the log of messages.
@NullMarked
package com.sup.messenger.contracts.message;

import org.jspecify.annotations.NullMarked;
