/// The fair share of the processors: threads take turns, and the client with the least work is
/// first.
@NullMarked
package com.sup.messenger.listener.turn;

import org.jspecify.annotations.NullMarked;
