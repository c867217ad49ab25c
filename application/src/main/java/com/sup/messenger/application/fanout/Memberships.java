package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// The members of chats: checks who may act in a chat, and subscribes connections to chats.
public final class Memberships {

  private final ChatDirectory directory;
  private final MessageLog log;
  private final EventBus bus;
  private final Fanout fanout;
  private final Admission admission;

  public Memberships(
      ChatDirectory directory, MessageLog log, EventBus bus, Fanout fanout, Admission admission) {
    this.directory = directory;
    this.log = log;
    this.bus = bus;
    this.fanout = fanout;
    this.admission = admission;
  }

  /// Requires that the user is a member.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if not
  public Membership require(UserId user, ChatId chat) {
    return directory.membership(chat, user).orElseThrow(RefusedException::chatNotFound);
  }

  /// Requires that the user is a member. With [Admission#ANYONE], makes the user one.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user may not enter
  public Membership enter(UserId user, ChatId chat) {
    if (admission == Admission.ANYONE) {
      admit(user, chat);
    }
    return require(user, chat);
  }

  /// Requires that the user of a connection is a member. With [Admission#ANYONE], makes the user
  /// one.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user may not enter
  public Membership enter(Connection connection, ChatId chat) {
    UserId user = connection.actor().user();
    if (admission == Admission.ANYONE && !isWhole(connection, chat)) {
      admit(user, chat);
    }
    return require(user, chat);
  }

  /// Returns false if the user of a connection is no member, or may have been added by half, before
  /// a failure. No event of the chat reaches such a member.
  private boolean isWhole(Connection connection, ChatId chat) {
    return reaches(connection, chat) && directory.isMember(chat, connection.actor().user());
  }

  /// Returns true if both users are members of at least one chat.
  public boolean shareChat(UserId one, UserId other) {
    return !Collections.disjoint(directory.chatsOf(one), directory.chatsOf(other));
  }

  private void admit(UserId user, ChatId chat) {
    if (!directory.isMember(chat, user)) {
      // Such a chat shows everything to everybody who enters it. First, as a repeat finds a member.
      directory.showHistory(chat, true);
    }
    Position head = head(chat);
    OptionalLong rev = directory.add(chat, user, head.seq());
    if (rev.isPresent()) {
      Position place = new Position(head.seq(), rev.getAsLong());
      Signal gained = new Signal.MembershipGained(chat, place);
      bus.publish(
          List.of(
              new Envelope(new Topic.Chat(chat), new Signal.Counted(), null, rev.getAsLong()),
              new Envelope(new Topic.User(user), gained, null)));
    }
  }

  private Position head(ChatId chat) {
    return log.heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position();
  }

  /// Returns the memberships of a user in those of the chats where the user is a member.
  Map<ChatId, Membership> of(UserId user, Collection<ChatId> chats) {
    return directory.memberships(user, chats);
  }

  /// Subscribes this instance to chats, before connections follow them.
  ///
  /// @return the chats that have to [begin][#begin]
  Set<ChatId> open(Collection<ChatId> chats) {
    return fanout.open(chats);
  }

  /// Begins the subscription to a chat at a head that was read after [#open].
  void begin(ChatId chat, Position head) {
    fanout.begin(chat, head);
  }

  /// Ends the subscriptions to those of the chats that neither this connection nor another follows.
  void closeUnfollowed(Connection connection, Collection<ChatId> chats) {
    Set<ChatId> followed = followedBy(connection);
    chats.stream()
        .filter(chat -> !followed.contains(chat))
        .forEach(chat -> fanout.unfollow(connection, new Topic.Chat(chat)));
  }

  /// Subscribes the connection of a member to the chat, after a replay.
  void follow(Connection connection, ChatId chat, Replay replay) {
    fanout.follow(connection, chat, replay);
  }

  /// Returns true if the events of a chat reach the connection.
  public boolean reaches(Connection connection, ChatId chat) {
    return fanout.reaches(connection, chat);
  }

  /// Sends the connection what has changed in a chat that it follows, besides new messages.
  Optional<ChatStates.Difference> sendState(Connection connection, ChatId chat, long sinceRev) {
    return fanout.sendState(connection, chat, sinceRev);
  }

  /// Returns the chats that a connection follows.
  Set<ChatId> followedBy(Connection connection) {
    return connection.state().topics().stream()
        .filter(Topic.Chat.class::isInstance)
        .map(topic -> ((Topic.Chat) topic).chatId())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the chats that a connection follows although its user is no member.
  public Set<ChatId> lostBy(Connection connection) {
    Set<ChatId> lost = new HashSet<>(followedBy(connection));
    lost.removeAll(directory.chatsOf(connection.actor().user()));
    return lost;
  }

  /// Ends the subscription of a connection whose user is no longer a member.
  ///
  /// @return false, and nothing is done, if the user is a member again
  public boolean end(Connection connection, ChatId chat) {
    synchronized (connection) {
      if (directory.isMember(chat, connection.actor().user())) {
        return false;
      }
      fanout.unfollow(connection, new Topic.Chat(chat));
      return true;
    }
  }
}
