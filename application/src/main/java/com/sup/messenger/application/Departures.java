package com.sup.messenger.application;

import com.sup.messenger.domain.ChatId;

/// What the loss of a membership ends for a connection that stands.
final class Departures {

  private final Memberships memberships;
  private final Typing typing;
  private final Viewing viewing;
  private final Presences presences;
  private final CatchUp catchUp;
  private final Fanout fanout;

  Departures(
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
  void depart(Connection connection, ChatId chat) {
    if (memberships.end(connection, chat)) {
      typing.end(connection, chat);
      viewing.exit(connection, chat);
      presences.unfollowUnshared(connection);
    } else {
      fanout
          .takenOutAt(connection, chat)
          .ifPresent(place -> catchUp.follow(connection, chat, place));
    }
  }

  /// Departs from the chats that the connection follows and whose member its user is not, where the
  /// news of that may have been lost.
  void review(Connection connection) {
    memberships.lostBy(connection).forEach(chat -> depart(connection, chat));
  }
}
