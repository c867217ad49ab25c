package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.ClientEvent.GetChatState;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.fanout.ChatStates;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;

/// Answers how the state of a chat differs from an earlier revision.
public final class ChatStateQuery {

  private final ChatStates states;
  private final Memberships memberships;
  private final Costs costs;

  public ChatStateQuery(ChatStates states, Memberships memberships, Costs costs) {
    this.states = states;
    this.memberships = memberships;
    this.costs = costs;
  }

  /// Returns the difference; without a revision, the whole state of the newest messages.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `RATE_LIMIT_EXCEEDED` if
  ///     the limit of reading is spent
  public Reply get(Actor actor, GetChatState event) {
    ChatId chat = event.chatId();
    long visibleAfter = memberships.require(actor.user(), chat).visibleAfter();
    costs.require(actor.user(), Costs.Kind.READ);
    ChatStates.Difference found =
        event.sinceRev() == null
            ? states.whole(chat, visibleAfter)
            : states.since(chat, event.sinceRev(), visibleAfter, ChatStates.MAX_ASKED);
    costs.owe(actor.user(), Costs.Kind.READ, found.weight());
    return reply(found);
  }

  private static Reply reply(ChatStates.Difference found) {
    ChatState state = found.state();
    return new Reply.ChatStateFound(
        state.chatId(),
        state.sinceRev(),
        state.rev(),
        state.receipts(),
        state.moreReceipts(),
        state.reactions(),
        state.updated(),
        state.deleted(),
        state.chat(),
        found.isComplete() ? null : true);
  }
}
