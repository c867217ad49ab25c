/// The values of the application as JSON, for storage and for channels.
@NullMarked
package com.sup.messenger.redis.json;

import org.jspecify.annotations.NullMarked;
