package com.sup.messenger.application.event;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a back-end changes of a chat.
///
/// @param fields what the profile is to say, as a [com.sup.messenger.domain.chat.ChatProfile]
///     takes it; an empty field is taken away, and what is not named stays
/// @param members the whole list, at most [#MAX_MEMBERS]; null where it stays
/// @param updatedBy who changes it, where that is a user
public record ChatUpdate(
    Map<ChatUpdateType, Optional<String>> fields,
    @Nullable Set<UserId> members,
    @Nullable UserId updatedBy) {

  /// The most members that a chat may have.
  public static final int MAX_MEMBERS = 10_000;

  public ChatUpdate {
    fields = Map.copyOf(fields);
    if (members != null) {
      InvalidValueException.require(
          members.size() <= MAX_MEMBERS, "members must name at most " + MAX_MEMBERS + " users");
      members = Set.copyOf(members);
    }
  }
}
