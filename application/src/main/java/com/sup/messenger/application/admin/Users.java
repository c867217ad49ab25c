package com.sup.messenger.application.admin;

import com.sup.messenger.application.message.UnreadCounts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds users for back-ends.
public final class Users {

  /// The most chats whose unread messages are counted.
  private static final int MAX_CHATS = 1_000;

  private final Ports ports;
  private final UnreadCounts counts;
  private final InstantSource clock;

  public Users(Ports ports, UnreadCounts counts, InstantSource clock) {
    this.ports = ports;
    this.counts = counts;
    this.clock = clock;
  }

  Administration.User of(UserId user) {
    Presence presence = ports.presenceStore().of(List.of(user)).getFirst();
    Set<ChatId> chats = ports.chatDirectory().chatsOf(user);
    return new Administration.User(
        presence.toldAt(clock.instant()),
        ports.connectionRegistry().of(user),
        unread(user, chats),
        chats.size() > MAX_CHATS);
  }

  private Map<ChatId, Long> unread(UserId user, Set<ChatId> all) {
    List<ChatId> chats =
        all.stream().sorted(Comparator.comparing(ChatId::value)).limit(MAX_CHATS).toList();
    Map<ChatId, Long> unread = new LinkedHashMap<>();
    counts
        .of(
            user,
            ports.chatDirectory().memberships(user, chats),
            ports.receiptStore().of(user, chats))
        .forEach((chat, of) -> unread.put(chat, of.messages()));
    return unread;
  }
}
