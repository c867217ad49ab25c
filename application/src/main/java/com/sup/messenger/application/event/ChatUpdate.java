package com.sup.messenger.application.event;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A change of a chat by a back-end.
///
/// @param fields new values for a [com.sup.messenger.domain.chat.ChatProfile]; an empty value
///     removes the field, and other fields stay
/// @param history true if members see the messages before their join, false if not; null if that
///     stays
/// @param members all members, at most [#MAX_MEMBERS]; null if they stay
/// @param updatedBy the user who changes the chat, or null
public record ChatUpdate(
    Map<ChatUpdateType, Optional<String>> fields,
    @Nullable Boolean history,
    @Nullable Set<UserId> members,
    @Nullable UserId updatedBy) {

  /// Makes an update that does not change which messages members see.
  public ChatUpdate(
      Map<ChatUpdateType, Optional<String>> fields,
      @Nullable Set<UserId> members,
      @Nullable UserId updatedBy) {
    this(fields, null, members, updatedBy);
  }

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
