/// The promises of each port, as one abstract JUnit class a port. The test of an adapter extends
/// it.
@NullMarked
package com.sup.messenger.contracts;

import org.jspecify.annotations.NullMarked;
