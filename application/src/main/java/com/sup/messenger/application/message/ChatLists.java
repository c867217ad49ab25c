package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.ClientEvent.ListChats;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.Reply.ListedChat;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.fanout.HeadBound;
import com.sup.messenger.application.fanout.MessageEvents;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the chats of a user, the one with the newest message first. Chats without a message are
/// last.
///
/// Each port is called once for a page, for any number of chats.
public final class ChatLists {

  /// The most bytes of the newest messages in an answer, unless it is one chat.
  private static final long MAX_BYTES = 1024 * 1024;

  private final Ports ports;
  private final UnreadCounts unread;
  private final HeadBound bound;
  private final Costs costs;
  private final InstantSource clock;

  public ChatLists(
      Ports ports, UnreadCounts unread, HeadBound bound, Costs costs, InstantSource clock) {
    this.ports = ports;
    this.unread = unread;
    this.bound = bound;
    this.costs = costs;
    this.clock = clock;
  }

  /// Returns a page of the user's chats. Chats of which the user is no member are left out.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD` if the cursor is none, `RATE_LIMIT_EXCEEDED` if the
  ///     limit of reading is spent
  public Reply list(Actor actor, ListChats event) {
    UserId user = actor.user();
    ListPlace after = event.cursor() == null ? null : ListPlace.parse(event.cursor());
    costs.require(user, Costs.Kind.READ);
    Set<ChatId> chats = new HashSet<>(ports.chatDirectory().chatsOf(user));
    if (event.chatIds() != null) {
      chats.retainAll(event.chatIds());
    }
    Map<ChatId, Head> heads = ports.messageLog().heads(chats);
    List<ListPlace> places =
        chats.stream()
            .map(chat -> ListPlace.of(chat, heads.getOrDefault(chat, Head.NONE)))
            .filter(place -> after == null || ListPlace.ORDER.compare(place, after) > 0)
            .sorted(ListPlace.ORDER)
            .limit(event.page() + 1L)
            .toList();
    List<ChatId> page = places.stream().limit(event.page()).map(ListPlace::chat).toList();
    List<ListedChat> listed = new Page(user, page, heads).read();
    boolean hasMore = listed.size() < places.size();
    String next = hasMore && !listed.isEmpty() ? places.get(listed.size() - 1).cursor() : null;
    return new Reply.ChatsListed(listed, next);
  }

  /// A page of the list.
  private final class Page {

    private final UserId user;
    private final List<ChatId> chats;
    private final Map<ChatId, Head> heads;
    private final Map<ChatId, Instant> mutes;

    Page(UserId user, List<ChatId> chats, Map<ChatId, Head> heads) {
      this.user = user;
      this.chats = chats;
      this.heads = heads;
      this.mutes = ports.preferenceStore().mutes(user, chats, clock.instant());
    }

    /// Returns the chats. The list ends before the one whose newest message exceeds the bound.
    List<ListedChat> read() {
      Map<ChatId, Membership> memberships = ports.chatDirectory().memberships(user, chats);
      Map<ChatId, Receipt> receipts = ports.receiptStore().of(user, chats);
      Map<ChatId, Unread> counts = unread.of(user, memberships, receipts);
      Map<ChatId, Integer> sizes = ports.chatDirectory().sizes(chats);
      Map<ChatId, ChatProfile> profiles = ports.chatProfiles().of(chats);
      Map<ChatId, Posted> newest = newest(memberships);
      List<ListedChat> listed = new ArrayList<>();
      long left = MAX_BYTES;
      for (ChatId chat : chats) {
        Posted last = newest.get(chat);
        left -= last == null ? 0 : last.message().weight();
        if (left < 0 && !listed.isEmpty()) {
          break;
        }
        listed.add(
            listed(
                chat,
                profiles.getOrDefault(chat, ChatProfile.EMPTY),
                receipts.getOrDefault(chat, Receipt.NONE),
                counts.getOrDefault(chat, Unread.NONE),
                last,
                sizes.getOrDefault(chat, 0)));
      }
      costs.owe(user, Costs.Kind.READ, MAX_BYTES - left);
      return listed;
    }

    private Map<ChatId, Posted> newest(Map<ChatId, Membership> memberships) {
      Map<ChatId, Posted> newest = new HashMap<>();
      ports
          .messageLog()
          .newest(chats)
          .forEach(
              (chat, posted) -> {
                Membership membership = memberships.get(chat);
                if (membership != null && posted.message().seq() > membership.visibleAfter()) {
                  newest.put(chat, posted);
                }
              });
      return newest;
    }

    private ListedChat listed(
        ChatId chat,
        ChatProfile profile,
        Receipt receipt,
        Unread count,
        @Nullable Posted last,
        int members) {
      Head head = heads.getOrDefault(chat, Head.NONE);
      MessageNew shown = last == null ? null : MessageEvents.shown(last);
      return new ListedChat(
          chat,
          profile.field(ChatUpdateType.NAME).orElse(null),
          profile.field(ChatUpdateType.AVATAR).orElse(null),
          head.position().seq(),
          head.position().rev(),
          bound.within(chat, receipt.read(), head.position()),
          bound.within(chat, receipt.delivered(), head.position()),
          count.messages(),
          count.mentions(),
          head.lastMessageAt(),
          shown,
          mutes.get(chat),
          members);
    }
  }
}
