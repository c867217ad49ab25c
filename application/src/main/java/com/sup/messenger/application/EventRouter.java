package com.sup.messenger.application;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;

/// Hands each event of a client to its use case.
final class EventRouter {

  private final Wiring parts;

  EventRouter(Wiring parts) {
    this.parts = parts;
  }

  /// Handles an event, as its use case does.
  Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> parts.messaging.send(connection, send);
      case ClientEvent.EditMessage edit -> parts.revisions.edit(connection, edit);
      case ClientEvent.DeleteMessage delete -> parts.revisions.delete(connection, delete);
      case ClientEvent.SyncChat sync -> parts.history.sync(actor, sync);
      case ClientEvent.ListChats list -> parts.chatLists.list(actor, list);
      case ClientEvent.GetChatState get -> parts.chatStates.get(actor, get);
      case ClientEvent.SignalChat signal -> parts.signals.send(connection, signal);
      case ClientEvent.JoinChat join -> parts.viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> parts.viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> parts.viewing.active(actor, get.chatId());
      case ClientEvent.PreferenceEvent about -> handlePreference(connection, about);
      case ClientEvent.ConfirmDelivery confirm -> parts.reading.delivered(connection, confirm);
      case ClientEvent.ConfirmReading confirm -> parts.reading.read(connection, confirm);
      case ClientEvent.StartTyping start -> parts.typing.start(connection, start.chatId());
      case ClientEvent.StopTyping stop -> parts.typing.stop(connection, stop.chatId());
      case ClientEvent.PresenceEvent about -> handlePresence(connection, about);
      case ClientEvent.CallEvent call -> handleCall(connection, call);
      case ClientEvent.React react -> parts.reactions.react(connection, react);
      case ClientEvent.RemoveReaction remove -> parts.reactions.remove(connection, remove);
      case ClientEvent.GetReactions get -> parts.reactions.get(actor, get);
      case ClientEvent.NotificationEvent about -> handleNotification(connection, about);
      case ClientEvent.RefreshToken refresh -> refresh(connection, refresh.token());
    };
  }

  private Reply handlePreference(Connection connection, ClientEvent.PreferenceEvent event) {
    return switch (event) {
      case ClientEvent.MuteChat mute -> parts.mutes.mute(connection, mute);
      case ClientEvent.BlockUser block -> parts.blocks.block(connection, block.userId());
      case ClientEvent.UnblockUser unblock -> parts.blocks.unblock(connection, unblock.userId());
      case ClientEvent.GetBlockedUsers _ -> parts.blocks.blocked(connection.actor());
    };
  }

  private Reply handlePresence(Connection connection, ClientEvent.PresenceEvent event) {
    return switch (event) {
      case ClientEvent.UpdatePresence update -> update(connection, update);
      case ClientEvent.SubscribePresence to -> parts.following.subscribe(connection, to.userIds());
      case ClientEvent.UnsubscribePresence of ->
          parts.following.unsubscribe(connection, of.userIds());
    };
  }

  private Reply handleCall(Connection connection, ClientEvent.CallEvent event) {
    return switch (event) {
      case ClientEvent.InitiateCall initiate -> parts.callBeginnings.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> parts.calls.answer(connection, answer);
      case ClientEvent.Renegotiate renegotiate ->
          parts.calls.renegotiate(connection.actor(), renegotiate);
      case ClientEvent.RejectCall reject -> parts.calls.reject(connection, reject);
      case ClientEvent.EndCall end -> parts.calls.end(connection, end);
      case ClientEvent.OfferCandidate offer -> parts.calls.offer(connection.actor(), offer);
    };
  }

  private Reply handleNotification(Connection connection, ClientEvent.NotificationEvent event) {
    return switch (event) {
      case ClientEvent.ReadNotification read ->
          parts.notifications.read(connection, read.notificationId());
      case ClientEvent.ClearNotification clear ->
          parts.notifications.clear(connection, clear.notificationId());
      case ClientEvent.ClearNotifications _ -> parts.notifications.clearAll(connection);
      case ClientEvent.GetPendingNotifications _ -> parts.notifications.pending(connection.actor());
    };
  }

  private Reply leave(Connection connection, ChatId chat) {
    parts.typing.end(connection, chat);
    return parts.viewing.leave(connection, chat);
  }

  private Reply update(Connection connection, ClientEvent.UpdatePresence event) {
    boolean hidden = event.status() == PresenceStatus.OFFLINE;
    // First: if it fails, the status is still the earlier one, and a repeat does it again.
    if (hidden != parts.presences.isHidden(connection)) {
      parts.viewing.count(connection, hidden);
      if (hidden) {
        parts.typing.leaveAll(connection);
      }
    }
    return parts.presences.update(connection, event);
  }

  private Reply refresh(Connection connection, String token) {
    Actor refreshed = parts.authentication.refresh(connection.actor(), token);
    connection.identify(refreshed);
    // A revocation between the two may not have been meant for the token before.
    parts.disconnecting.review(connection);
    Instant end = refreshed.expiresAt();
    return new Reply.TokenRefreshed(end.equals(Instant.MAX) ? null : end);
  }
}
