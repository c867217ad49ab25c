package com.sup.messenger.application.notification;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.notification.Audience;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Notifications of users, besides the events of their chats.
///
/// A notification is stored, shown to the user's devices and added to the push outbox, unless a
/// mute or a block of the user [leaves it out][Attention].
///
/// The methods that make one for an event never fail for lack of a dependency: the event has
/// happened and is not undone.
public final class Notifications {

  private static final System.Logger LOG = System.getLogger(Notifications.class.getName());

  private final Ports ports;
  private final NotificationNews news;
  private final TimeOrderedIds ids;
  private final InstantSource clock;
  private final Executor background;

  /// Creates the use case. Every notification is told by the thread that causes it.
  public Notifications(Ports ports, TimeOrderedIds ids, InstantSource clock) {
    this(
        ports,
        new NotificationNews(ports.notificationStore(), ports.eventBus(), clock),
        ids,
        clock,
        Runnable::run);
  }

  /// Creates the use case.
  ///
  /// @param background tells of messages, so that no sender waits
  public Notifications(
      Ports ports,
      NotificationNews news,
      TimeOrderedIds ids,
      InstantSource clock,
      Executor background) {
    this.background = background;
    this.ports = ports;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  /// Notifies the users whom a new message mentions or answers, in the background.
  ///
  /// @param rev the revision that the message made
  public void posted(Message message, Profile sender, long rev) {
    boolean mentions = message.metadata() != null && !message.metadata().mentions().isEmpty();
    if (mentions || message.replyToId() != null) {
      background.execute(() -> bestEffort(() -> tellAudience(message, sender, rev)));
    }
  }

  private void tellAudience(Message message, Profile sender, long rev) {
    Set<UserId> members = ports.chatDirectory().members(message.chatId());
    Audience audience = Audience.of(message, answered(message), members);
    tell(audience.mentioned(), Notices.mention(sender, message), message.seq());
    tell(audience.repliedTo(), Notices.reply(sender, message), message.seq());
    Set<UserId> notified = new HashSet<>(audience.mentioned());
    notified.addAll(audience.repliedTo());
    // An end ends the notifications that are there. These may have come just after that.
    if (!notified.isEmpty()) {
      end(message, notified, EarlyEnds.of(ports, message, rev, notified));
    }
  }

  private void end(Message message, Set<UserId> notified, EarlyEnds ends) {
    if (ends.deleted()) {
      withdraw(notified, message.chatId(), message.id(), null);
    }
    forget(ends.gone(), message.chatId());
    ends.readers().forEach(user -> settle(user, message.chatId(), message.seq()));
  }

  private Optional<UserId> answered(Message message) {
    return Optional.ofNullable(message.replyToId())
        .flatMap(id -> ports.messageLog().find(message.chatId(), id))
        .map(MessageLog.Reference::author);
  }

  /// Withdraws the notifications of a message that was deleted or has expired: mentions, replies
  /// and reactions. Members who were not concerned cost nothing.
  ///
  /// @param message the message as it was, with its mentions and the message that it answers
  public void withdrawn(Message message) {
    Set<UserId> concerned = new HashSet<>(Set.of(message.senderId()));
    if (message.metadata() != null) {
      concerned.addAll(message.metadata().mentions());
    }
    bestEffort(
        () -> {
          answered(message).ifPresent(concerned::add);
          withdraw(concerned, message.chatId(), message.id(), null);
        });
  }

  /// Withdraws the notification of a reaction that a user has taken back.
  public void unreacted(ChatId chat, MessageLog.Reference message, UserId by) {
    if (!message.author().equals(by)) {
      bestEffort(() -> withdraw(Set.of(message.author()), chat, message.id(), by));
    }
  }

  private void withdraw(Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from) {
    news.tell(
        ports.notificationStore().withdraw(users, chat, message, from),
        each(NotificationCleared::new));
  }

  /// Removes the notifications of a chat, for users who are no longer its members.
  public void forget(Set<UserId> users, ChatId chat) {
    if (!users.isEmpty()) {
      bestEffort(
          () ->
              news.tell(
                  ports.notificationStore().forget(users, chat), each(NotificationCleared::new)));
    }
  }

  /// Marks as read the notifications that a read receipt covers, on all devices of the user.
  ///
  /// A mention, a reply or a reaction has the place of its message. A change of the chat is covered
  /// by a message after it, and an invitation by any message.
  ///
  /// @throws UnavailableException if not all were marked; a repeat of the receipt marks the others
  public void settle(UserId user, ChatId chat, long seq) {
    showEach(user, ports.notificationStore().settle(user, chat, seq), NotificationRead::new);
  }

  private void showEach(
      UserId user, NotificationStore.Step step, Function<NotificationId, ServerEvent> event) {
    news.tell(user, step, each(event).apply(step), null);
  }

  private static Function<NotificationStore.Step, List<ServerEvent>> each(
      Function<NotificationId, ServerEvent> event) {
    return step -> step.ids().stream().map(event).toList();
  }

  /// Notifies the author of a message of another user's first reaction, if the author is still a
  /// member.
  public void reacted(ChatId chat, MessageLog.Reference message, Profile by, Reaction reaction) {
    UserId author = message.author();
    if (!author.equals(by.id())) {
      bestEffort(
          () -> {
            if (ports.chatDirectory().isMember(chat, author)) {
              Notice notice = Notices.reaction(by, chat, message.id(), reaction);
              tell(Set.of(author), notice, message.seq());
            }
          });
    }
  }

  /// Notifies a user of a call that was not answered, or came while the user was in another.
  public void missedCall(UserId target, Profile caller, CallId call, CallType type) {
    bestEffort(() -> tell(Set.of(target), Notices.missedCall(caller, call, type), 0));
  }

  /// Notifies users that one of their chats has changed.
  public void chatUpdated(
      Set<UserId> users, ChatId chat, @Nullable Profile by, ChatUpdateType updateType) {
    bestEffort(
        () -> {
          long next = users.isEmpty() ? 0 : ports.messageLog().head(chat) + 1;
          tell(users, Notices.chatUpdated(chat, by, updateType), next);
        });
  }

  /// Notifies users that they have become members of a chat.
  public void chatInvite(Set<UserId> users, ChatId chat, @Nullable Profile by) {
    bestEffort(() -> tell(users, Notices.chatInvite(chat, by), 0));
  }

  private static void bestEffort(Runnable telling) {
    try {
      telling.run();
    } catch (UnavailableException _) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A notification is out of date: a dependency does not answer");
    }
  }

  /// Stores a notification for each of the users, shows it to their devices, and adds it to the
  /// push outbox.
  private void tell(Set<UserId> users, Notice notice, long place) {
    if (!users.isEmpty()) {
      tell(users, notification(notice), place);
    }
  }

  /// Does the same for a back-end.
  ///
  /// @return the id of the notification
  public NotificationId post(Set<UserId> users, Notice notice) {
    NotificationNew notification = notification(notice);
    tell(users, notification, 0);
    return notification.id();
  }

  private void tell(Set<UserId> all, NotificationNew notification, long place) {
    Set<UserId> users = wanting(all, notification);
    if (users.isEmpty()) {
      return;
    }
    news.tell(
        ports.notificationStore().add(users, notification, place), _ -> List.of(notification));
    ports.pushOutbox().add(users, PushEvent.Notified.of(notification));
  }

  /// Leaves out the users who have muted the chat, or blocked the user who caused it.
  private Set<UserId> wanting(Set<UserId> users, NotificationNew notification) {
    UserId from = notification.fromUserId();
    Map<UserId, Attention> attention =
        ports
            .preferenceStore()
            .attention(users, notification.chatId(), from == null ? Set.of() : Set.of(from));
    return users.stream()
        .filter(
            user ->
                attention
                    .getOrDefault(user, Attention.FULL)
                    .admits(notification.type(), from, clock.instant()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private NotificationNew notification(Notice notice) {
    return new NotificationNew(
        new NotificationId(ids.next()),
        notice.type(),
        notice.title(),
        notice.message(),
        notice.data(),
        notice.from(),
        notice.chatId(),
        notice.messageId(),
        notice.priority(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        false);
  }

  /// Returns the unread notifications of a user.
  public Reply pending(Actor actor) {
    return new Reply.PendingNotifications(
        ports.notificationStore().pending(actor.user(), oldest()));
  }

  /// Marks a notification as read, on the other devices of the user too.
  ///
  /// @throws RefusedException `NOTIFICATION_NOT_FOUND`
  public Reply read(Connection connection, NotificationId notification) {
    UserId user = connection.actor().user();
    var step = ports.notificationStore().read(user, notification, oldest());
    return shown(connection, step, new NotificationRead(notification));
  }

  /// Removes a notification, on the other devices of the user too.
  ///
  /// @throws RefusedException `NOTIFICATION_NOT_FOUND`
  public Reply clear(Connection connection, NotificationId notification) {
    UserId user = connection.actor().user();
    var step = ports.notificationStore().clear(user, notification, oldest());
    return shown(connection, step, new NotificationCleared(notification));
  }

  /// Removes all notifications, on the other devices of the user too.
  public Reply clearAll(Connection connection) {
    UserId user = connection.actor().user();
    NotificationStore.Step step = ports.notificationStore().clear(user, oldest());
    news.tell(user, step, List.of(new ServerEvent.NotificationsCleared()), connection);
    return new Reply.NotificationsCleared(step.ids().size());
  }

  private Reply shown(
      Connection connection, Optional<NotificationStore.Step> step, ServerEvent event) {
    UserId user = connection.actor().user();
    news.tell(user, step.orElseThrow(Notifications::notFound), List.of(event), connection);
    return new Reply.Done();
  }

  private static RefusedException notFound() {
    return new RefusedException(Refusal.NOTIFICATION_NOT_FOUND, "Notification not found");
  }

  private Instant oldest() {
    return clock.instant().minus(Notice.KEPT);
  }
}
