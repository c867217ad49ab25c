package com.sup.messenger.application.admin;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatRemoved;
import com.sup.messenger.application.event.ServerEvent.ChatUpdated;
import com.sup.messenger.application.event.ServerEvent.RemovalReason;
import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.JsonObject;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the devices of a chat's members what has changed of it.
final class ChatNews {

  /// How many members are named to a user who comes in; to each of them the list goes on its own.
  private static final int MAX_NAMED = 100;

  /// About how long the list of the members may be, in characters, for those who stay.
  private static final int MAX_LIST = OpaqueJson.MAX_BYTES - 1_024;

  private final EventBus bus;
  private final InstantSource clock;

  ChatNews(EventBus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /// Tells the members what of the profile has changed; what they were told.
  List<ChatUpdated> profile(ChatId chat, ChatProfiles.Change change, @Nullable UserId by) {
    List<ChatUpdated> events =
        change.after().differences(change.before()).stream()
            .map(field -> event(chat, by, field, value(field, change.after())))
            .toList();
    events.forEach(event -> show(new Topic.Chat(chat), event));
    return events;
  }

  private static OpaqueJson value(ChatUpdateType field, ChatProfile profile) {
    JsonObject changes = new JsonObject();
    String name = field.name().toLowerCase(java.util.Locale.ROOT);
    String value = profile.field(field).orElse(null);
    if (value == null) {
      return changes.withJson(name, "null").json();
    }
    return (field == ChatUpdateType.SETTINGS
            ? changes.withJson(name, value)
            : changes.with(name, value))
        .json();
  }

  /// Tells users that they are no members any more, before anything else is told: nothing that is
  /// published to the chat from now on reaches them. They are told that alone, and not who the
  /// members are now.
  void removed(ChatId chat, Set<UserId> users, RemovalReason reason) {
    if (!users.isEmpty()) {
      signal(new Topic.Chat(chat), new Signal.MembersRemoved(users));
      users.forEach(user -> lost(chat, user));
      ChatRemoved event = new ChatRemoved(chat, reason);
      users.forEach(user -> show(new Topic.User(user), event));
    }
  }

  /// Tells the members that they have changed. Who was added is told what else has changed too.
  ///
  /// @param headSeq a place of the chat's log before anybody was added
  void members(
      ChatId chat,
      Set<UserId> added,
      Set<UserId> members,
      long headSeq,
      @Nullable UserId by,
      List<ChatUpdated> others) {
    show(new Topic.Chat(chat), event(chat, by, ChatUpdateType.MEMBERS, list(members, MAX_LIST)));
    ChatUpdated brief =
        event(
            chat,
            by,
            ChatUpdateType.MEMBERS,
            members.size() <= MAX_NAMED ? list(members, MAX_LIST) : count(members));
    for (UserId user : added) {
      gained(chat, user, headSeq);
      others.forEach(event -> show(new Topic.User(user), event));
      show(new Topic.User(user), brief);
    }
  }

  /// The user's devices follow the chat from now on.
  void gained(ChatId chat, UserId user, long headSeq) {
    signal(new Topic.User(user), new Signal.MembershipGained(chat, headSeq));
  }

  /// The user's devices follow the chat no longer.
  void lost(ChatId chat, UserId user) {
    signal(new Topic.User(user), new Signal.MembershipLost(chat));
  }

  private static OpaqueJson list(Set<UserId> members, int maxCharacters) {
    int length = members.stream().mapToInt(user -> user.value().length() + 3).sum();
    return length <= maxCharacters
        ? new JsonObject().with("members", sorted(members)).json()
        : count(members);
  }

  private static OpaqueJson count(Set<UserId> members) {
    return new JsonObject().withJson("memberCount", Integer.toString(members.size())).json();
  }

  private static Collection<UserId> sorted(Set<UserId> members) {
    return members.stream().sorted(java.util.Comparator.comparing(UserId::value)).toList();
  }

  private ChatUpdated event(
      ChatId chat, @Nullable UserId by, ChatUpdateType field, OpaqueJson changes) {
    return new ChatUpdated(
        chat, by, field, changes, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void show(Topic topic, ServerEvent event) {
    signal(topic, new Signal.Show(event));
  }

  private void signal(Topic topic, Signal signal) {
    bus.publish(new Envelope(topic, signal, null));
  }
}
