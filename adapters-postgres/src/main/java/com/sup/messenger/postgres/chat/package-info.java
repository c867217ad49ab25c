/// The ports for the state of chats on PostgreSQL, except the log.
@NullMarked
package com.sup.messenger.postgres.chat;

import org.jspecify.annotations.NullMarked;
