/// What a chat is besides its messages.
@NullMarked
package com.sup.messenger.domain.chat;

import org.jspecify.annotations.NullMarked;
