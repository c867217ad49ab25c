/// The life of a connection: it arrives, is reviewed, and ends.
@NullMarked
package com.sup.messenger.application.lifecycle;

import org.jspecify.annotations.NullMarked;
