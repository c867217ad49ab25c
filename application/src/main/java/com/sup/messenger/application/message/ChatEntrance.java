package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;

/// Lets users into chats, with the connections on which they enter.
public final class ChatEntrance {

  private final Memberships memberships;
  private final CatchUp catchUp;

  public ChatEntrance(Memberships memberships, CatchUp catchUp) {
    this.memberships = memberships;
    this.catchUp = catchUp;
  }

  /// Makes a user a member without a connection, as [Memberships#enter] does.
  public void enter(UserId user, ChatId chat) {
    memberships.enter(user, chat);
  }

  /// Returns true if the events of a chat reach the connection.
  boolean isOpen(Connection connection, ChatId chat) {
    return memberships.reaches(connection, chat);
  }

  /// Makes the user of a connection a member, as [Memberships#enter] does. After the return, all
  /// events of the chat reach the connection.
  public void enter(Connection connection, ChatId chat) {
    Membership membership = memberships.enter(connection, chat);
    catchUp.ensure(connection, chat, membership);
  }
}
