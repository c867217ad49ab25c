/// What each port promises, as one abstract JUnit class a port: whoever writes an adapter extends
/// it.
@NullMarked
package com.sup.messenger.contracts;

import org.jspecify.annotations.NullMarked;
