/// The architecture rules of this build. A team that writes an adapter can run them in its own
/// build.
@NullMarked
package com.sup.messenger.architecture;

import org.jspecify.annotations.NullMarked;
