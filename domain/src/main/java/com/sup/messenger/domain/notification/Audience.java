package com.sup.messenger.domain.notification;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Metadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The members of a chat that a message concerns in particular. The sender is never one of them.
///
/// @param mentioned the users that its metadata mentions; the first 100 who are members
/// @param repliedTo the author of the message that it answers; empty if that user is mentioned
public record Audience(Set<UserId> mentioned, Set<UserId> repliedTo) {

  /// The greatest number of users that one message mentions. Further users get no notification.
  public static final int MAX_MENTIONS = Metadata.MAX_MENTIONS;

  public Audience {
    mentioned = Set.copyOf(mentioned);
    repliedTo = Set.copyOf(repliedTo);
  }

  /// Finds the audience of a message.
  ///
  /// @param answered the author of the message that this one replies to, if known
  /// @param members the members of the chat
  public static Audience of(Message message, Optional<UserId> answered, Set<UserId> members) {
    Set<UserId> others = new LinkedHashSet<>(members);
    others.remove(message.senderId());
    Set<UserId> mentioned =
        mentions(message).stream()
            .filter(others::contains)
            .distinct()
            .limit(MAX_MENTIONS)
            .collect(Collectors.toSet());
    others.removeAll(mentioned);
    return new Audience(mentioned, answered.filter(others::contains).map(Set::of).orElse(Set.of()));
  }

  private static List<UserId> mentions(Message message) {
    return message.metadata() == null ? List.of() : message.metadata().mentions();
  }
}
