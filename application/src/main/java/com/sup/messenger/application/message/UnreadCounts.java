package com.sup.messenger.application.message;

import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.MessageLog.Unread;
import com.sup.messenger.application.port.ReceiptStore.Receipt;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import java.util.HashMap;
import java.util.Map;

/// Counts what users have not read (contract, "Delivery"): the messages of others after the read
/// place and after the join, without silent and deleted ones.
public final class UnreadCounts {

  private final MessageLog log;

  public UnreadCounts(MessageLog log) {
    this.log = log;
  }

  /// Counts the unread messages of a member in one chat.
  public Unread of(UserId user, ChatId chat, Membership membership, Receipt receipt) {
    return of(user, Map.of(chat, membership), Map.of(chat, receipt))
        .getOrDefault(chat, Unread.NONE);
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
    return log.unread(user, places);
  }
}
