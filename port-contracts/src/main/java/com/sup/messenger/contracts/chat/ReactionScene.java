package com.sup.messenger.contracts.chat;

import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReactionStore.Change;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.Endurance;
import com.sup.messenger.contracts.endurance.SampleCalls;
import com.sup.messenger.contracts.endurance.StoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;

/// A store of reactions under test, with samples.
abstract class ReactionScene extends StoreContract {

  @Override
  protected final Endurance calls() {
    return new SampleCalls(
            chat,
            message,
            added(message, ada, HEART),
            removed(message, ada, HEART),
            new Envelope.Origin(ada, "connection"),
            1L,
            9)
        .of(ReactionStore.class, book());
  }

  static final Reaction HEART = new Reaction("\u2764\uFE0F");
  static final Reaction QUOTE = new Reaction("\"\\");

  /// Returns the store under test.
  protected abstract ReactionStore book();

  /// Returns the bus on which the store publishes.
  protected abstract EventBus bus();

  final ChatId chat = Samples.chat();
  final MessageId message = Samples.messageId();
  final UserId ada = Samples.user();
  final UserId bob = Samples.user();

  final ReactionAdded added(MessageId to, UserId user, Reaction reaction) {
    return new ReactionAdded(to, chat, user, "Ada", reaction, ReactionAction.ADD, Samples.NOW);
  }

  final ReactionRemoved removed(MessageId from, UserId user, Reaction reaction) {
    return new ReactionRemoved(
        from, chat, user, null, reaction, ReactionAction.REMOVE, Samples.NOW);
  }

  final Change put(UserId user, Reaction reaction) {
    return book().put(1, added(message, user, reaction), null);
  }

  final void put(MessageId to, long seq) {
    book().put(seq, added(to, ada, HEART), null);
  }

  final boolean remove(UserId user, Reaction reaction) {
    return book().remove(1, removed(message, user, reaction), null);
  }

  final List<MessageId> changedSince(long rev, long afterSeq, int max) {
    return book().since(chat, rev, afterSeq, max).stream()
        .map(revised -> revised.value().message())
        .toList();
  }

  final long revOf(MessageId changed) {
    return book().since(chat, 0, 0, 100).stream()
        .filter(revised -> revised.value().message().equals(changed))
        .mapToLong(Revised::rev)
        .findFirst()
        .orElseThrow();
  }
}
