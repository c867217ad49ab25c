/// Adapters that each break one promise, for a proof that the contract notices.
///
/// Each class is both the contract's test and the adapter under test.
@NullMarked
package com.sup.messenger.contracts.wrong;

import org.jspecify.annotations.NullMarked;
