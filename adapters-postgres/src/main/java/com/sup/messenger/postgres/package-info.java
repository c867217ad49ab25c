/// The state of chats on PostgreSQL, by JDBC.
///
/// The tables are those of `migration/V1__chats.sql`.
@NullMarked
package com.sup.messenger.postgres;

import org.jspecify.annotations.NullMarked;
