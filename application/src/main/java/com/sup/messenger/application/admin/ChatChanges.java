package com.sup.messenger.application.admin;

import com.sup.messenger.application.event.JsonObject;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/// Writes the changes of a chat as JSON (contract, "State and changes").
final class ChatChanges {

  /// The most members that are named to a new member: each is sent the list separately.
  private static final int MAX_NAMED = 100;

  /// About the most characters of the list of members for the members who stay.
  private static final int MAX_LIST = OpaqueJson.MAX_BYTES - 1_024;

  private ChatChanges() {}

  /// Returns the new value of a field, null if it has none.
  static OpaqueJson field(ChatUpdateType field, ChatProfile profile) {
    JsonObject changes = new JsonObject();
    String name = field.name().toLowerCase(Locale.ROOT);
    String value = profile.field(field).orElse(null);
    if (value == null) {
      return changes.withJson(name, "null").json();
    }
    return (field == ChatUpdateType.SETTINGS
            ? changes.withJson(name, value)
            : changes.with(name, value))
        .json();
  }

  /// Returns the members, or their number if the list is too long.
  static OpaqueJson members(Set<UserId> members) {
    int length = members.stream().mapToInt(user -> user.value().length() + 3).sum();
    return length <= MAX_LIST
        ? new JsonObject().with("members", sorted(members)).json()
        : count(members);
  }

  /// Returns the members, or their number if they are many.
  static OpaqueJson membersInBrief(Set<UserId> members) {
    return members.size() <= MAX_NAMED ? members(members) : count(members);
  }

  private static OpaqueJson count(Set<UserId> members) {
    return new JsonObject().withJson("memberCount", Integer.toString(members.size())).json();
  }

  private static Collection<UserId> sorted(Set<UserId> members) {
    return members.stream().sorted(Comparator.comparing(UserId::value)).toList();
  }
}
