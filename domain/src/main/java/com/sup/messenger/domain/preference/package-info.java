/// The preferences of users: muted chats and blocked users.
@NullMarked
package com.sup.messenger.domain.preference;

import org.jspecify.annotations.NullMarked;
