/// The ports on Redis, by Redisson.
@NullMarked
package com.sup.messenger.redis;

import org.jspecify.annotations.NullMarked;
