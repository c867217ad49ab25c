/// Presence of users, and the chats that their devices look at.
@NullMarked
package com.sup.messenger.application.presence;

import org.jspecify.annotations.NullMarked;
