/// Adapters that are wrong in one way each, and the contracts that must say so.
///
/// Each is its contract and the adapter under test in one.
@NullMarked
package com.sup.messenger.contracts.wrong;

import org.jspecify.annotations.NullMarked;
