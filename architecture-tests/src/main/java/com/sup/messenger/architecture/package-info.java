/// The rules of the house, for this build and for that of any team which writes an adapter.
@NullMarked
package com.sup.messenger.architecture;

import org.jspecify.annotations.NullMarked;
