package com.sup.messenger.application.admin;

import com.sup.messenger.application.message.UnreadCounts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Finds users for back-ends.
public final class Users {

  private final Ports ports;
  private final UnreadCounts unread;
  private final InstantSource clock;

  public Users(Ports ports, UnreadCounts unread, InstantSource clock) {
    this.ports = ports;
    this.unread = unread;
    this.clock = clock;
  }

  Administration.User of(UserId user) {
    Presence presence = ports.presenceStore().of(List.of(user)).getFirst();
    Set<ChatId> chats = ports.chatDirectory().chatsOf(user);
    List<ChatId> counted = UnreadCounts.counted(chats);
    return new Administration.User(
        presence.toldAt(clock.instant()),
        ports.connectionRegistry().of(user),
        unread.of(user, counted),
        chats.size() > counted.size());
  }
}
