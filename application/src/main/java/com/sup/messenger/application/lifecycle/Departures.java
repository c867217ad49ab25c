package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallEvictions;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.ChatId;
import java.util.Set;

/// Ends what a connection has in a chat after the loss of the membership.
public final class Departures {

  private final Memberships memberships;
  private final Typing typing;
  private final Viewing viewing;
  private final PresenceFollowing following;
  private final CatchUp catchUp;
  private final Fanout fanout;
  private final CallEvictions evictions;

  public Departures(
      Memberships memberships,
      Typing typing,
      Viewing viewing,
      PresenceFollowing following,
      CatchUp catchUp,
      Fanout fanout,
      CallEvictions evictions) {
    this.memberships = memberships;
    this.typing = typing;
    this.viewing = viewing;
    this.following = following;
    this.catchUp = catchUp;
    this.fanout = fanout;
    this.evictions = evictions;
  }

  /// Ends what the connection has in a chat. If its user is a member again, the connection
  /// continues to follow the chat.
  ///
  /// @return true if the connection has left the chat
  boolean depart(Connection connection, ChatId chat) {
    if (leave(connection, chat)) {
      following.unfollowUnshared(connection);
      evictions.review(Set.of(connection.actor().user()));
      return true;
    }
    fanout.takenOutAt(connection, chat).ifPresent(place -> catchUp.follow(connection, chat, place));
    return false;
  }

  /// Locks the connection from the check to the end, as an entry does while it subscribes. So what
  /// a user does after a return is not undone.
  private boolean leave(Connection connection, ChatId chat) {
    synchronized (connection) {
      boolean left = memberships.end(connection, chat);
      if (left) {
        typing.end(connection, chat);
        viewing.exit(connection, chat);
      }
      return left;
    }
  }

  /// Leaves the chats that the connection follows although its user is no member, and notifies the
  /// client. The news may have been lost.
  void review(Connection connection) {
    for (ChatId chat : memberships.lostBy(connection)) {
      if (depart(connection, chat)) {
        connection.send(new ServerEvent.ChatRemoved(chat, ServerEvent.RemovalReason.REMOVED));
      }
    }
  }
}
