package com.sup.messenger.application.admin;

import com.sup.messenger.application.event.ServerEvent.ChatRemoved;
import com.sup.messenger.application.event.ServerEvent.ChatUpdated;
import com.sup.messenger.application.event.ServerEvent.RemovalReason;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.chat.Position;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Publishes the changes of a chat to the devices of its members.
final class ChatNews {

  private final EventBus bus;
  private final InstantSource clock;

  ChatNews(EventBus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /// Publishes the changed fields of a profile to the members.
  ///
  /// @return the events that were published
  List<ChatUpdated> profile(ChatId chat, ChatProfiles.Change change, @Nullable UserId by) {
    List<ChatUpdated> events =
        change.after().differences(change.before()).stream()
            .map(field -> event(chat, by, field, ChatChanges.field(field, change.after())))
            .toList();
    List<Envelope> envelopes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      // The fields of one call are one change, counted with the last of them.
      long rev = i == events.size() - 1 ? change.rev() : 0;
      Signal shown = new Signal.Show(events.get(i));
      envelopes.add(new Envelope(new Topic.Chat(chat), shown, null, rev));
    }
    bus.publish(envelopes);
    return events;
  }

  /// Removes users from the chat. It comes before other news: nothing that is published to the chat
  /// afterwards reaches them. They are sent the removal only, and not the present members.
  void removed(ChatId chat, Set<UserId> users, RemovalReason reason) {
    if (!users.isEmpty()) {
      List<Envelope> envelopes = new ArrayList<>();
      envelopes.add(new Envelope(new Topic.Chat(chat), new Signal.MembersRemoved(users), null));
      ChatRemoved event = new ChatRemoved(chat, reason);
      for (UserId user : users) {
        envelopes.add(toUser(user, new Signal.MembershipLost(chat)));
        envelopes.add(toUser(user, new Signal.Show(event)));
      }
      bus.publish(envelopes);
    }
  }

  /// Publishes the new members to the members. An added user is also sent the other changes.
  ///
  /// @param head a place of the chat before a user was added
  /// @param rev the revision of the chat that the change of members made
  /// @param others the other changes of the same call
  void members(
      ChatId chat,
      Set<UserId> added,
      Set<UserId> members,
      Position head,
      long rev,
      @Nullable UserId by,
      List<ChatUpdated> others) {
    ChatUpdated news = event(chat, by, ChatUpdateType.MEMBERS, ChatChanges.members(members));
    List<Envelope> envelopes = new ArrayList<>();
    envelopes.add(new Envelope(new Topic.Chat(chat), new Signal.Show(news), null, rev));
    ChatUpdated brief =
        event(chat, by, ChatUpdateType.MEMBERS, ChatChanges.membersInBrief(members));
    Position place = new Position(head.seq(), Math.max(head.rev(), rev));
    for (UserId user : added) {
      envelopes.add(toUser(user, new Signal.MembershipGained(chat, place)));
      others.forEach(event -> envelopes.add(toUser(user, new Signal.Show(event))));
      envelopes.add(toUser(user, new Signal.Show(brief)));
    }
    bus.publish(envelopes);
  }

  /// Subscribes the user's devices to the chat.
  void gained(ChatId chat, UserId user, Position head) {
    bus.publish(toUser(user, new Signal.MembershipGained(chat, head)));
  }

  /// Ends the subscriptions of the user's devices to the chat.
  void lost(ChatId chat, UserId user) {
    bus.publish(toUser(user, new Signal.MembershipLost(chat)));
  }

  private ChatUpdated event(
      ChatId chat, @Nullable UserId by, ChatUpdateType field, OpaqueJson changes) {
    return new ChatUpdated(
        chat, by, field, changes, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static Envelope toUser(UserId user, Signal signal) {
    return new Envelope(new Topic.User(user), signal, null);
  }
}
