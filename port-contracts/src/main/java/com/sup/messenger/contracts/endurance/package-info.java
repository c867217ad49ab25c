/// The promises of every port: in time, also when a store is away, and without a leak.
@NullMarked
package com.sup.messenger.contracts.endurance;

import org.jspecify.annotations.NullMarked;
