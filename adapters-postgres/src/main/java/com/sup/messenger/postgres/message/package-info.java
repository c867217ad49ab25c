/// The log of messages on PostgreSQL.
@NullMarked
package com.sup.messenger.postgres.message;

import org.jspecify.annotations.NullMarked;
