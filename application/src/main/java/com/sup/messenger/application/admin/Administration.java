package com.sup.messenger.application.admin;

import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.message.MessageRevisions;
import com.sup.messenger.application.message.Messaging;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
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

/// The door for back-ends. The caller has authenticated them.
///
/// Safe for use by many threads. Every method may be repeated, and may throw
/// [com.sup.messenger.domain.RefusedException], [InvalidValueException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class Administration {

  /// The most users of one notification.
  public static final int MAX_NOTIFIED = 1_000;

  private final Chats chats;
  private final Messaging messaging;
  private final MessageRevisions revisions;
  private final Notifications notifications;
  private final Users users;
  private final Disconnecting disconnecting;
  private final Statistics statistics;

  public Administration(
      Chats chats,
      Messaging messaging,
      MessageRevisions revisions,
      Notifications notifications,
      Users users,
      Disconnecting disconnecting,
      Statistics statistics) {
    this.chats = chats;
    this.messaging = messaging;
    this.revisions = revisions;
    this.notifications = notifications;
    this.users = users;
    this.disconnecting = disconnecting;
    this.statistics = statistics;
  }

  /// A chat.
  ///
  /// @param headSeq the head of the chat, 0 if it has had no message
  public record Chat(ChatId chatId, ChatProfile profile, Set<UserId> members, long headSeq) {}

  /// A user.
  ///
  /// @param devices the open connections
  /// @param unread the number of unread messages of each chat, for at most 1,000 chats
  /// @param moreUnread true if the user has more chats than that
  public record User(
      Presence presence,
      List<ConnectionRegistry.Entry> devices,
      Map<ChatId, Long> unread,
      boolean moreUnread) {}

  /// The result of a disconnection.
  ///
  /// @param connections the number of connections that were open
  /// @param validFrom the time from which newly issued tokens are accepted; null if none were
  ///     revoked
  public record Disconnected(long connections, @Nullable Instant validFrom) {}

  /// The load of all instances.
  ///
  /// @param total the sum over all instances
  public record Stats(List<InstanceStats> instances, Load total) {}

  /// The load of an instance.
  public record InstanceStats(String id, Instant startedAt, Load load) {}

  /// The load at a time. Rates are per second, over the last minute.
  ///
  /// @param rooms the number of topics that connections follow
  /// @param events the events of clients
  /// @param failures the events that failed
  /// @param messages the messages among the events
  public record Load(
      ConnectionCounts connections, long rooms, double events, double failures, double messages) {}

  /// Returns a chat.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CHAT_NOT_FOUND` if it does not exist
  public Chat chat(ChatId chat) {
    return chats.of(chat);
  }

  /// Creates or changes a chat.
  ///
  /// @return true if it did not exist
  public boolean putChat(ChatId chat, ChatUpdate update) {
    return chats.put(chat, update);
  }

  /// Deletes a chat with its memberships, messages and receipts.
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

  /// Sends a message for a member, like `message:new`, to all devices of the member too.
  public Reply.MessageSent post(Profile sender, SendMessage message) {
    return messaging.post(sender, message);
  }

  /// Deletes a message, like `message:delete`.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `MESSAGE_NOT_FOUND`
  public void deleteMessage(ChatId chat, MessageId message) {
    revisions.delete(chat, message);
  }

  /// Stores a notification for each of the users, and pushes it.
  ///
  /// @param users 1 to [#MAX_NOTIFIED]
  public NotificationId notify(Set<UserId> users, Notice notice) {
    InvalidValueException.require(
        !users.isEmpty() && users.size() <= MAX_NOTIFIED,
        "userIds must name 1 to " + MAX_NOTIFIED + " users");
    return notifications.post(users, notice);
  }

  /// Returns a user. A user of whom nothing is known has no devices and no chats.
  public User user(UserId user) {
    return users.of(user);
  }

  /// Ends the connections of a user, or of one device of the user, on every instance.
  ///
  /// @param device the device, or null for all
  /// @param reason the text that the devices are sent, or null for a usual one
  /// @param revoke true if the tokens issued until now are refused from now on
  public Disconnected disconnect(
      UserId user, @Nullable DeviceId device, @Nullable Text reason, boolean revoke) {
    return disconnecting.disconnect(user, device, reason, revoke);
  }

  /// Returns the load of all instances.
  public Stats stats() {
    return statistics.now();
  }
}
