/// The use cases: one final class a feature, and the whole protocol as two sealed types.
@NullMarked
package com.sup.messenger.application;

import org.jspecify.annotations.NullMarked;
