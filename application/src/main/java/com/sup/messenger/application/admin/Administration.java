package com.sup.messenger.application.admin;

import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.message.Messaging;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.presence.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The door through which back-ends come in; who knocks has shown that it is one.
///
/// Safe for use by many threads. Every method may be repeated, and may throw
/// [com.sup.messenger.domain.RefusedException], [InvalidValueException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class Administration {

  /// The most users that one notification may be for.
  public static final int MAX_NOTIFIED = 1_000;

  private final Chats chats;
  private final Messaging messaging;
  private final Notifications notifications;
  private final Users users;
  private final Disconnecting disconnecting;
  private final Statistics statistics;

  public Administration(
      Chats chats,
      Messaging messaging,
      Notifications notifications,
      Users users,
      Disconnecting disconnecting,
      Statistics statistics) {
    this.chats = chats;
    this.messaging = messaging;
    this.notifications = notifications;
    this.users = users;
    this.disconnecting = disconnecting;
    this.statistics = statistics;
  }

  /// A chat.
  ///
  /// @param headSeq the place of its newest message, 0 where there has been none
  public record Chat(ChatId chatId, ChatProfile profile, Set<UserId> members, long headSeq) {}

  /// A user.
  ///
  /// @param devices the open connections
  /// @param unread how many messages of each chat the user has not read, at most 1,000 chats
  /// @param moreUnread whether the user has more chats than that
  public record User(
      Presence presence,
      List<Roster.Entry> devices,
      Map<ChatId, Long> unread,
      boolean moreUnread) {}

  /// What a disconnection came to.
  ///
  /// @param connections how many were open
  /// @param validFrom tokens that are issued from then on are taken; null where none was revoked
  public record Disconnected(long connections, @Nullable Instant validFrom) {}

  /// What goes on.
  ///
  /// @param total all instances together
  public record Stats(List<InstanceStats> instances, Load total) {}

  /// What goes on on an instance.
  public record InstanceStats(String id, Instant startedAt, Load load) {}

  /// What there is to do. Rates are those of the last minute, a second.
  ///
  /// @param rooms the topics that connections follow
  /// @param events what clients send
  /// @param failures what they send in vain
  /// @param messages what of it are messages
  public record Load(
      ConnectionCounts connections, long rooms, double events, double failures, double messages) {}

  /// A chat as it is now.
  public Chat chat(ChatId chat) {
    return chats.of(chat);
  }

  /// Makes a chat or changes it; tells whether it was not there.
  public boolean putChat(ChatId chat, ChatUpdate update) {
    return chats.put(chat, update);
  }

  /// Ends every membership, and forgets the chat and what was written in it.
  public void deleteChat(ChatId chat) {
    chats.delete(chat);
  }

  /// Makes a user a member, at once on every device.
  public void addMember(ChatId chat, UserId user) {
    chats.add(chat, user);
  }

  /// Ends a membership, at once on every device.
  public void removeMember(ChatId chat, UserId user) {
    chats.remove(chat, user);
  }

  /// Sends a message for a member, as `message:new` does, to all devices of the member too.
  public Reply.MessageSent post(Profile sender, SendMessage message) {
    return messaging.post(sender, message);
  }

  /// Stores a notification for each of the users, and pushes it.
  public NotificationId notify(Set<UserId> users, Notice notice) {
    InvalidValueException.require(
        !users.isEmpty() && users.size() <= MAX_NOTIFIED,
        "userIds must name 1 to " + MAX_NOTIFIED + " users");
    return notifications.post(users, notice);
  }

  /// What is known of a user, of whom nothing need be known.
  public User user(UserId user) {
    return users.of(user);
  }

  /// Ends the connections of a user, or of one device of the user, on every instance.
  ///
  /// @param reason what the devices are told
  /// @param revoke whether the tokens that were issued until now are refused from now on
  public Disconnected disconnect(
      UserId user, @Nullable DeviceId device, @Nullable Text reason, boolean revoke) {
    return disconnecting.disconnect(user, device, reason, revoke);
  }

  /// What goes on, over all instances.
  public Stats stats() {
    return statistics.now();
  }
}
