package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.DeleteMessage;
import com.sup.messenger.application.event.ClientEvent.EditMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Edits and deletes messages (contract, "State and changes").
///
/// A repeated edit with the same content makes no new version, and a repeated deletion succeeds.
public final class MessageRevisions {

  /// The most tries of a change while others change the message too.
  private static final int TRIES = 8;

  private final MessageLog log;
  private final ReactionStore reactions;
  private final ChatDirectory directory;
  private final MessageLookup lookup;
  private final Notifications notifications;
  private final Costs costs;
  private final InstantSource clock;

  public MessageRevisions(
      MessageLog log,
      ReactionStore reactions,
      ChatDirectory directory,
      MessageLookup lookup,
      Notifications notifications,
      Costs costs,
      InstantSource clock) {
    this.log = log;
    this.reactions = reactions;
    this.directory = directory;
    this.lookup = lookup;
    this.notifications = notifications;
    this.costs = costs;
    this.clock = clock;
  }

  /// Replaces the content of a message.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND`; `MESSAGE_NOT_FOUND`, also for a deleted message;
  ///     `PERMISSION_DENIED` if the user is not the author; `RATE_LIMIT_EXCEEDED` if a limit of
  /// cost
  ///     is spent
  public Reply edit(Connection connection, EditMessage event) {
    UserId user = connection.actor().user();
    costs.require(user, Costs.Kind.FANOUT);
    costs.require(user, Costs.Kind.STORED);
    Message edited = retrying(() -> tryEdit(connection, event));
    long members = directory.size(event.chatId());
    costs.owe(user, Costs.Kind.FANOUT, edited.weight() * members);
    costs.owe(user, Costs.Kind.STORED, edited.weight());
    return new Reply.MessageEdited(edited);
  }

  private @Nullable Message tryEdit(Connection connection, EditMessage event) {
    UserId user = connection.actor().user();
    Posted posted = lookup.read(user, event.chatId(), event.messageId());
    if (!(posted.message() instanceof Message message)) {
      throw MessageLookup.messageNotFound();
    }
    requireAuthor(user, posted);
    Message next = message.edited(event.encryptedContent(), event.metadata(), now());
    if (next.encryptedContent().equals(message.encryptedContent())
        && Objects.equals(next.metadata(), message.metadata())) {
      return message;
    }
    return log.replace(posted.with(next), connection.origin()) ? next : null;
  }

  /// Deletes a message of the user's own.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND`, `MESSAGE_NOT_FOUND`, or `PERMISSION_DENIED` if the
  ///     user is not the author
  public Reply delete(Connection connection, DeleteMessage event) {
    UserId user = connection.actor().user();
    DeletedMessage deleted =
        retrying(
            () -> {
              Posted posted = lookup.read(user, event.chatId(), event.messageId());
              requireAuthor(user, posted);
              return tryDelete(posted, user, connection.origin());
            });
    return new Reply.MessageDeleted(deleted.deletedAt());
  }

  /// Deletes a message for a back-end.
  ///
  /// @throws RefusedException `MESSAGE_NOT_FOUND`
  public void delete(ChatId chat, MessageId message) {
    retrying(
        () ->
            tryDelete(
                log.read(chat, message).orElseThrow(MessageLookup::messageNotFound), null, null));
  }

  /// Deletes the content of a message whose lifetime is over.
  void expire(Posted posted, Message message) {
    DeletedMessage expired = message.expired();
    if (log.replace(posted.with(expired), null)) {
      forgetTraces(message);
    }
  }

  private @Nullable DeletedMessage tryDelete(
      Posted posted, @Nullable UserId by, Envelope.@Nullable Origin cause) {
    return switch (posted.message()) {
      case DeletedMessage before -> {
        // An earlier call may have failed half-way.
        reactions.forget(before.chatId(), before.id());
        yield before;
      }
      case Message message -> {
        DeletedMessage deleted = message.deleted(by, now());
        boolean done = log.replace(posted.with(deleted), cause);
        if (done) {
          forgetTraces(message);
        }
        yield done ? deleted : null;
      }
    };
  }

  /// Removes what others have added to a deleted message, and its notifications.
  private void forgetTraces(Message message) {
    reactions.forget(message.chatId(), message.id());
    notifications.withdrawn(message);
  }

  private static void requireAuthor(UserId user, Posted posted) {
    if (!posted.message().senderId().equals(user)) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "Only the author may change the message");
    }
  }

  private static <T> T retrying(Supplier<@Nullable T> change) {
    for (int i = 0; i < TRIES; i++) {
      T changed = change.get();
      if (changed != null) {
        return changed;
      }
    }
    throw new UnavailableException("The message changes too often");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
