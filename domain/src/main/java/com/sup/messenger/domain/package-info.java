/// Validated values and rules that every feature shares.
@NullMarked
package com.sup.messenger.domain;

import org.jspecify.annotations.NullMarked;
