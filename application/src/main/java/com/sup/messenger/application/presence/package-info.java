/// The presence of users, and the viewers of chats.
@NullMarked
package com.sup.messenger.application.presence;

import org.jspecify.annotations.NullMarked;
