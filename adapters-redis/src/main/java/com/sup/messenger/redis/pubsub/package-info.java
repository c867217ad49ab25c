/// Publish and subscribe: the event bus and the questions between instances, sealed if there is a
/// secret.
@NullMarked
package com.sup.messenger.redis.pubsub;

import org.jspecify.annotations.NullMarked;
