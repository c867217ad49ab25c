package com.sup.messenger.domain.message;

import com.sup.messenger.domain.Profile;
import org.jspecify.annotations.Nullable;

/// An entry of a chat's log: a message, and what is known of its sender at that time.
///
/// @param sender the sender as shown when the message was sent
/// @param connectionId the connection that sent it, which had the acknowledgement; none for a
/// back-end
public record Posted(Message message, Profile sender, @Nullable String connectionId) {}
