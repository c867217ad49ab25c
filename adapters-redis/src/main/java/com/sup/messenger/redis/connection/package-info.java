/// The connection to Redis: its address, calls and scripts, the names of keys, and outages.
@NullMarked
package com.sup.messenger.redis.connection;

import org.jspecify.annotations.NullMarked;
