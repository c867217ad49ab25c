/// Delivery to the connections of this instance: topics, order, gaps and replays.
@NullMarked
package com.sup.messenger.application.fanout;

import org.jspecify.annotations.NullMarked;
