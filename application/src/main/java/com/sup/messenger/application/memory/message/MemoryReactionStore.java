package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reactions in this process. At the bound over all messages, one message loses all its reactions:
/// the one whose latest change is oldest. The log has most likely dropped that message.
public final class MemoryReactionStore implements ReactionStore {

  /// The reactions to one message. A message without any counts as one: it was changed.
  private static final class Reactions {
    private final long seq;
    private final Map<UserId, Reaction> byUser = new LinkedHashMap<>();
    private long rev;

    Reactions(long seq) {
      this.seq = seq;
    }

    int size() {
      return Math.max(1, byUser.size());
    }
  }

  private final ChatRevisions revisions;
  private final int maxReactions;
  private final Map<ChatId, Map<MessageId, Reactions>> chats = new HashMap<>();
  private final LinkedHashMap<MessageId, ChatId> byLastChange = new LinkedHashMap<>();
  private int reactions;

  /// @param maxReactions the most reactions over all chats
  public MemoryReactionStore(ChatRevisions revisions, int maxReactions) {
    this.revisions = revisions;
    this.maxReactions = maxReactions;
  }

  @Override
  public Change put(long seq, ReactionAdded event, Envelope.@Nullable Origin cause) {
    Change[] change = {Change.FULL};
    revisions.publish(
        event.chatId(),
        cause,
        rev -> {
          change[0] = put(seq, event, rev);
          return change[0] == Change.FULL ? null : new Signal.Show(event);
        });
    return change[0];
  }

  private synchronized Change put(long seq, ReactionAdded event, long rev) {
    Reactions known = known(event.chatId(), event.messageId());
    Reactions of = known == null ? new Reactions(seq) : known;
    boolean had = of.byUser.containsKey(event.userId());
    if (!had && of.byUser.size() == Reaction.MAX_PER_MESSAGE) {
      return Change.FULL;
    }
    int before = known == null ? 0 : of.size();
    of.byUser.put(event.userId(), event.reaction());
    changed(event.chatId(), event.messageId(), of, rev);
    reactions += of.size() - before;
    while (reactions > maxReactions) {
      MessageId oldest = byLastChange.firstEntry().getKey();
      remove(byLastChange.firstEntry().getValue(), oldest);
    }
    return had ? Change.REPLACED : Change.ADDED;
  }

  private @Nullable Reactions known(ChatId chat, MessageId message) {
    return chats.getOrDefault(chat, Map.of()).get(message);
  }

  private void changed(ChatId chat, MessageId message, Reactions of, long rev) {
    of.rev = rev;
    chats.computeIfAbsent(chat, _ -> new HashMap<>()).put(message, of);
    byLastChange.putLast(message, chat);
  }

  private void remove(ChatId chat, MessageId message) {
    byLastChange.remove(message);
    Map<MessageId, Reactions> ofChat = chats.get(chat);
    if (ofChat != null) {
      Reactions gone = ofChat.remove(message);
      reactions -= gone == null ? 0 : gone.size();
      if (ofChat.isEmpty()) {
        chats.remove(chat);
      }
    }
  }

  @Override
  public boolean remove(long seq, ReactionRemoved event, Envelope.@Nullable Origin cause) {
    return revisions
        .publish(event.chatId(), cause, rev -> remove(event, rev) ? new Signal.Show(event) : null)
        .isPresent();
  }

  private synchronized boolean remove(ReactionRemoved event, long rev) {
    Reactions of = known(event.chatId(), event.messageId());
    if (of == null || !event.reaction().equals(of.byUser.get(event.userId()))) {
      return false;
    }
    int before = of.size();
    of.byUser.remove(event.userId());
    changed(event.chatId(), event.messageId(), of, rev);
    reactions += of.size() - before;
    return true;
  }

  @Override
  public synchronized void forget(ChatId chat, MessageId message) {
    remove(chat, message);
  }

  @Override
  public synchronized void forget(ChatId chat) {
    List.copyOf(chats.getOrDefault(chat, Map.of()).keySet())
        .forEach(message -> remove(chat, message));
  }

  @Override
  public synchronized Map<UserId, Reaction> of(ChatId chat, MessageId message) {
    Reactions known = known(chat, message);
    return known == null ? Map.of() : new LinkedHashMap<>(known.byUser);
  }

  @Override
  public synchronized Map<MessageId, Map<UserId, Reaction>> of(
      ChatId chat, Collection<MessageId> messages) {
    Map<MessageId, Map<UserId, Reaction>> all = new HashMap<>();
    for (MessageId message : messages) {
      Map<UserId, Reaction> reactionsOf = of(chat, message);
      if (!reactionsOf.isEmpty()) {
        all.put(message, reactionsOf);
      }
    }
    return all;
  }

  @Override
  public synchronized List<Revised<OfMessage>> since(
      ChatId chat, long rev, long afterSeq, int max) {
    return chats.getOrDefault(chat, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().rev > rev && entry.getValue().seq > afterSeq)
        .map(
            entry ->
                new Revised<>(
                    entry.getValue().rev, new OfMessage(entry.getKey(), entry.getValue().byUser)))
        .sorted(Comparator.comparingLong(Revised::rev))
        .limit(max)
        .toList();
  }
}
