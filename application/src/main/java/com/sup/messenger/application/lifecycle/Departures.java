package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.ChatId;

/// What the loss of a membership ends for a connection that stands.
public final class Departures {

  private final Memberships memberships;
  private final Typing typing;
  private final Viewing viewing;
  private final Presences presences;
  private final CatchUp catchUp;
  private final Fanout fanout;

  public Departures(
      Memberships memberships,
      Typing typing,
      Viewing viewing,
      Presences presences,
      CatchUp catchUp,
      Fanout fanout) {
    this.memberships = memberships;
    this.typing = typing;
    this.viewing = viewing;
    this.presences = presences;
    this.catchUp = catchUp;
    this.fanout = fanout;
  }

  /// Ends what the connection has in a chat whose member its user was; one who is a member again
  /// goes on.
  ///
  /// @return whether the connection has nothing in the chat any more
  boolean depart(Connection connection, ChatId chat) {
    if (memberships.end(connection, chat)) {
      typing.end(connection, chat);
      viewing.exit(connection, chat);
      presences.unfollowUnshared(connection);
      return true;
    }
    fanout.takenOutAt(connection, chat).ifPresent(place -> catchUp.follow(connection, chat, place));
    return false;
  }

  /// Departs from the chats that the connection follows and whose member its user is not, where the
  /// news of that may have been lost; tells the client.
  void review(Connection connection) {
    for (ChatId chat : memberships.lostBy(connection)) {
      if (depart(connection, chat)) {
        connection.send(new ServerEvent.ChatRemoved(chat, ServerEvent.RemovalReason.REMOVED));
      }
    }
  }
}
