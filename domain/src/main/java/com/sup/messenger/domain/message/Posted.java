package com.sup.messenger.domain.message;

import com.sup.messenger.domain.Profile;
import org.jspecify.annotations.Nullable;

/// An entry of a chat's log: a message and the sender as known at that time.
///
/// @param sender the sender as others saw them when the message was sent
/// @param connectionId the connection that sent it and received the acknowledgement; null for a
///     back-end
public record Posted(Message message, Profile sender, @Nullable String connectionId) {}
