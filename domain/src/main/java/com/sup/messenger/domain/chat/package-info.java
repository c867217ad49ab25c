/// The attributes of a chat other than its messages.
@NullMarked
package com.sup.messenger.domain.chat;

import org.jspecify.annotations.NullMarked;
