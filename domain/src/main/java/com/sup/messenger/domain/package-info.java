/// The values and rules that all features share. Each value checks itself when it is made.
@NullMarked
package com.sup.messenger.domain;

import org.jspecify.annotations.NullMarked;
