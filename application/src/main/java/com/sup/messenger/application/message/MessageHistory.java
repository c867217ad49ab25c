package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.ClientEvent.SyncChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.Reply.SyncedMessage;
import com.sup.messenger.application.event.Reply.UserReaction;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Returns the messages of a chat that a member may see.
public final class MessageHistory {

  /// The most bytes of an answer, unless it is one message: a client takes it in one piece.
  private static final int MAX_PAGE_BYTES = 1024 * 1024;

  private static final int BYTES_PER_REACTION = 128;

  private final MessageLog log;
  private final ReactionStore reactions;
  private final Memberships memberships;
  private final Costs costs;

  public MessageHistory(
      MessageLog log, ReactionStore reactions, Memberships memberships, Costs costs) {
    this.log = log;
    this.reactions = reactions;
    this.memberships = memberships;
    this.costs = costs;
  }

  /// Returns a page of a chat's messages, with the reactions to each.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `RATE_LIMIT_EXCEEDED` if
  ///     the limit of reading is spent
  public Reply sync(Actor actor, SyncChat event) {
    ChatId chat = event.chatId();
    long visibleAfter = memberships.require(actor.user(), chat).visibleAfter();
    costs.require(actor.user(), Costs.Kind.READ);
    long head = log.head(chat);
    MessageLog.Page page = page(event, visibleAfter);
    List<Posted> visible =
        page.entries().stream().filter(p -> p.message().seq() > visibleAfter).toList();
    List<SyncedMessage> messages = withReactions(chat, visible);
    costs.owe(actor.user(), Costs.Kind.READ, page.weight() + weight(messages));
    // The head outlives messages past retention, and the page may have a newer message.
    long newest = messages.stream().mapToLong(m -> m.message().seq()).max().orElse(head);
    boolean hasMore =
        messages.size() < visible.size()
            || (page.hasMore() && !messages.isEmpty() && !isFirst(messages, event, visibleAfter));
    return new Reply.ChatSynced(messages, Math.max(head, newest), hasMore);
  }

  /// Returns true if the page goes back to the first message that the member sees.
  private static boolean isFirst(List<SyncedMessage> messages, SyncChat event, long visibleAfter) {
    return event.beforeSeq() != null && messages.getLast().message().seq() <= visibleAfter + 1;
  }

  private MessageLog.Page page(SyncChat event, long visibleAfter) {
    ChatId chat = event.chatId();
    return event.beforeSeq() == null
        ? log.after(
            chat,
            Math.max(visibleAfter, event.afterSeq() == null ? 0 : event.afterSeq()),
            event.page(),
            MAX_PAGE_BYTES)
        : log.before(chat, event.beforeSeq(), event.page(), MAX_PAGE_BYTES);
  }

  /// Adds the reactions. The list ends before the entry whose reactions exceed the bound.
  private List<SyncedMessage> withReactions(ChatId chat, List<Posted> entries) {
    List<MessageId> ids = entries.stream().map(posted -> posted.message().id()).toList();
    Map<MessageId, Map<UserId, Reaction>> all = ids.isEmpty() ? Map.of() : reactions.of(chat, ids);
    List<SyncedMessage> messages = new ArrayList<>();
    long left = MAX_PAGE_BYTES;
    for (Posted posted : entries) {
      Map<UserId, Reaction> known = all.get(posted.message().id());
      List<UserReaction> list = known == null ? null : UserReaction.listOf(known);
      SyncedMessage message = new SyncedMessage(posted.message(), posted.sender(), list);
      left -= weight(message);
      if (left < 0 && !messages.isEmpty()) {
        break;
      }
      messages.add(message);
    }
    return messages;
  }

  private static long weight(List<SyncedMessage> messages) {
    return messages.stream().mapToLong(MessageHistory::weight).sum();
  }

  /// Returns about how many bytes the reactions take.
  private static long weight(SyncedMessage message) {
    return message.reactions() == null ? 0 : (long) BYTES_PER_REACTION * message.reactions().size();
  }
}
