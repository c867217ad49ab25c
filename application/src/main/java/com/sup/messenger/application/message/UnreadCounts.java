package com.sup.messenger.application.message;

import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Receipt;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts what users have not read (contract, "Delivery"): the messages of others after the read
/// place and after the join, without silent and deleted ones.
public final class UnreadCounts {

  /// The most chats of a user whose unread messages are counted.
  private static final int MAX_CHATS = 1_000;

  private final Ports ports;

  public UnreadCounts(Ports ports) {
    this.ports = ports;
  }

  /// Returns the chats whose unread messages are counted: the first 1,000 by id.
  public static List<ChatId> counted(Set<ChatId> chats) {
    return chats.stream().sorted(Comparator.comparing(ChatId::value)).limit(MAX_CHATS).toList();
  }

  /// Counts the unread messages of a user in each of the chats, in their order.
  public Map<ChatId, Long> of(UserId user, Collection<ChatId> chats) {
    Map<ChatId, Unread> counts =
        of(
            user,
            ports.chatDirectory().memberships(user, chats),
            ports.receiptStore().of(user, chats));
    Map<ChatId, Long> unread = new LinkedHashMap<>();
    chats.forEach(chat -> unread.put(chat, counts.getOrDefault(chat, Unread.NONE).messages()));
    return unread;
  }

  /// Counts the unread messages of a member in one chat.
  ///
  /// @param read the place up to which the member has read
  public long of(UserId user, ChatId chat, Membership membership, long read) {
    long place = Math.max(read, membership.joinedAfter());
    return ports
        .messageLog()
        .unread(user, Map.of(chat, place))
        .getOrDefault(chat, Unread.NONE)
        .messages();
  }

  /// Counts the unread messages of a member in several chats.
  public Map<ChatId, Unread> of(
      UserId user, Map<ChatId, Membership> memberships, Map<ChatId, Receipt> receipts) {
    Map<ChatId, Long> places = new HashMap<>();
    memberships.forEach(
        (chat, membership) -> {
          long read = receipts.getOrDefault(chat, Receipt.NONE).read();
          places.put(chat, Math.max(read, membership.joinedAfter()));
        });
    return ports.messageLog().unread(user, places);
  }
}
