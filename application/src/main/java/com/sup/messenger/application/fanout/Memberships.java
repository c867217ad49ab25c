package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.util.Collections;
import java.util.HashSet;
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
  public void require(UserId user, ChatId chat) {
    if (!directory.isMember(chat, user)) {
      throw RefusedException.chatNotFound();
    }
  }

  /// Requires that the user is a member. With [Admission#ANYONE], makes the user one.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user may not enter
  public void enter(UserId user, ChatId chat) {
    if (admission == Admission.MEMBERS) {
      require(user, chat);
    } else if (!directory.isMember(chat, user)) {
      admit(user, chat);
    }
  }

  /// Returns true if both users are members of at least one chat.
  public boolean shareChat(UserId one, UserId other) {
    return !Collections.disjoint(directory.chatsOf(one), directory.chatsOf(other));
  }

  private void admit(UserId user, ChatId chat) {
    long head = log.head(chat);
    if (directory.add(chat, user)) {
      Topic topic = new Topic.User(user);
      bus.publish(new Envelope(topic, new Signal.MembershipGained(chat, head), null));
    }
  }

  /// Subscribes the connection of a member to the chat.
  ///
  /// The connection is locked from the check to the subscription. So of two changes the later one
  /// holds.
  void follow(Connection connection, ChatId chat, Replay replay) {
    synchronized (connection) {
      if (directory.isMember(chat, connection.actor().user())) {
        fanout.follow(connection, chat, replay);
      }
    }
  }

  /// Returns the chats that a connection follows.
  Set<ChatId> followedBy(Connection connection) {
    return fanout.followedBy(connection).stream()
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
