/// The connection to PostgreSQL: a bounded pool, calls that end in time, and statements.
@NullMarked
package com.sup.messenger.postgres.connection;

import org.jspecify.annotations.NullMarked;
