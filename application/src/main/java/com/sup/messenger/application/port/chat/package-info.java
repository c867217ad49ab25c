/// The ports for the state of chats. They count one revision a chat, so one store implements all.
@NullMarked
package com.sup.messenger.application.port.chat;

import org.jspecify.annotations.NullMarked;
