/// Reactions to messages: one a user a message.
@NullMarked
package com.sup.messenger.domain.reaction;

import org.jspecify.annotations.NullMarked;
