package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reactions in this process. At the bound over all messages, one message loses all its reactions:
/// the one whose latest new reaction is oldest. The log has most likely dropped that message.
public final class MemoryReactionStore implements ReactionStore {

  private record Key(ChatId chat, MessageId message) {}

  private final int maxReactions;
  private final LinkedHashMap<Key, Map<UserId, Reaction>> messages = new LinkedHashMap<>();
  private int reactions;

  public MemoryReactionStore(int maxReactions) {
    this.maxReactions = maxReactions;
  }

  @Override
  public synchronized Change put(ChatId chat, MessageId message, UserId user, Reaction reaction) {
    Key key = new Key(chat, message);
    Map<UserId, Reaction> ofMessage = messages.getOrDefault(key, new LinkedHashMap<>());
    if (ofMessage.replace(user, reaction) != null) {
      return Change.REPLACED;
    }
    if (ofMessage.size() == Reaction.MAX_PER_MESSAGE) {
      return Change.FULL;
    }
    ofMessage.put(user, reaction);
    messages.putLast(key, ofMessage);
    reactions++;
    while (reactions > maxReactions) {
      reactions -= messages.pollFirstEntry().getValue().size();
    }
    return Change.ADDED;
  }

  @Override
  public synchronized boolean remove(
      ChatId chat, MessageId message, UserId user, Reaction reaction) {
    Key key = new Key(chat, message);
    Map<UserId, Reaction> ofMessage = messages.getOrDefault(key, Map.of());
    if (!reaction.equals(ofMessage.get(user))) {
      return false;
    }
    ofMessage.remove(user);
    reactions--;
    if (ofMessage.isEmpty()) {
      messages.remove(key);
    }
    return true;
  }

  @Override
  public synchronized Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    return new LinkedHashMap<>(messages.getOrDefault(new Key(chat, message), Map.of()));
  }
}
