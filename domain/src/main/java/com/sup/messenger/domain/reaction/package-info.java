/// Reactions to messages. A user has at most one reaction to a message.
@NullMarked
package com.sup.messenger.domain.reaction;

import org.jspecify.annotations.NullMarked;
