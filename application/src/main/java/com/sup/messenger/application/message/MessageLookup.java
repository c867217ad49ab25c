package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// Finds messages that a member may see.
///
/// Every method throws a [RefusedException]. It is `CHAT_NOT_FOUND` if the user is no member. It is
/// `MESSAGE_NOT_FOUND` if the message is not retained, or was sent before the member's join.
public final class MessageLookup {

  private final MessageLog log;
  private final Memberships memberships;

  public MessageLookup(MessageLog log, Memberships memberships) {
    this.log = log;
    this.memberships = memberships;
  }

  /// A message as a member sees it.
  public record Found(MessageLog.Reference message, Membership membership) {}

  /// Finds a message, without its content.
  public Found find(UserId user, ChatId chat, MessageId message) {
    // Beside each other, since the message is told to a member only.
    Future<Optional<MessageLog.Reference>> known =
        Concurrently.begin(() -> log.find(chat, message));
    Membership membership =
        Concurrently.with(List.of(known), () -> memberships.require(user, chat));
    return known
        .resultNow()
        .filter(found -> found.seq() > membership.visibleAfter())
        .map(found -> new Found(found, membership))
        .orElseThrow(MessageLookup::messageNotFound);
  }

  /// Returns the entry of a message.
  Posted read(UserId user, ChatId chat, MessageId message) {
    Membership membership = memberships.require(user, chat);
    return log.read(chat, message)
        .filter(found -> found.message().seq() > membership.visibleAfter())
        .orElseThrow(MessageLookup::messageNotFound);
  }

  static RefusedException messageNotFound() {
    return new RefusedException(Refusal.MESSAGE_NOT_FOUND, "Message not found");
  }
}
