/// The contract of the store of calls.
@NullMarked
package com.sup.messenger.contracts.call;

import org.jspecify.annotations.NullMarked;
