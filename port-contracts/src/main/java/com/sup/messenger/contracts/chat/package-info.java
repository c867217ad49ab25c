/// The contracts of the ports for the state of chats.
@NullMarked
package com.sup.messenger.contracts.chat;

import org.jspecify.annotations.NullMarked;
