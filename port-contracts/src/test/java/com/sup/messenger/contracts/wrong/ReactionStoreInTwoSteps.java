package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.message.MemoryReactionStore;
import com.sup.messenger.application.port.ReactionStore;
import com.sup.messenger.contracts.ReactionStoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Map;

/// Checks for a reaction and stores one in two steps.
final class ReactionStoreInTwoSteps extends ReactionStoreContract implements ReactionStore {

  private final ReactionStore right = new MemoryReactionStore(10_000);

  @Override
  protected ReactionStore book() {
    return this;
  }

  @Override
  public Change put(ChatId chat, MessageId message, UserId user, Reaction reaction) {
    boolean known = right.of(chat, message).containsKey(user);
    Pause.betweenTwoSteps();
    Change change = right.put(chat, message, user, reaction);
    return change == Change.FULL ? change : known ? Change.REPLACED : Change.ADDED;
  }

  @Override
  public boolean remove(ChatId chat, MessageId message, UserId user, Reaction reaction) {
    return right.remove(chat, message, user, reaction);
  }

  @Override
  public Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    return right.of(chat, message);
  }
}
