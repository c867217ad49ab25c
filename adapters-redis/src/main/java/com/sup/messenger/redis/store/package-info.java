/// The ports that store something: one class a port. The scripts are resources of this package.
@NullMarked
package com.sup.messenger.redis.store;

import org.jspecify.annotations.NullMarked;
