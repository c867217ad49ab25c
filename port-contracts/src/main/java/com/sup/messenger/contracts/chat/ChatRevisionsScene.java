package com.sup.messenger.contracts.chat;

import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;

/// The five stores of a chat under test.
abstract class ChatRevisionsScene extends PortContract {

  private static final Reaction HEART = new Reaction("\u2764\uFE0F");
  final ChatId chat = Samples.chat();
  final Profile ada = Samples.profile();

  /// Returns the log under test.
  protected abstract MessageLog log();

  /// Returns the reactions under test.
  protected abstract ReactionStore reactions();

  /// Returns the receipts under test.
  protected abstract ReceiptStore receipts();

  /// Returns the members under test.
  protected abstract ChatDirectory directory();

  /// Returns the profiles under test.
  protected abstract ChatProfiles profiles();

  /// Returns the bus on which they publish.
  protected abstract EventBus bus();

  final long rev() {
    return log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position().rev();
  }

  final Posted append(Profile sender, String content) {
    return log()
        .append(
            Samples.draft(chat, content, content),
            sender,
            Samples.connection(),
            Samples.messageId(),
            Samples.NOW)
        .orElseThrow()
        .posted();
  }

  final boolean edit(Posted posted, String content) {
    Message message = (Message) posted.message();
    EncryptedContent edited = new EncryptedContent(content);
    return log().replace(posted.with(message.edited(edited, null, Samples.NOW)), null);
  }

  final ReactionStore.Change react(Posted to, UserId user) {
    ReactionAdded added =
        new ReactionAdded(
            to.message().id(), chat, user, null, HEART, ReactionAction.ADD, Samples.NOW);
    return reactions().put(to.message().seq(), added, null);
  }

  final boolean takeBack(Posted from, UserId user) {
    ReactionRemoved removed =
        new ReactionRemoved(
            from.message().id(), chat, user, null, HEART, ReactionAction.REMOVE, Samples.NOW);
    return reactions().remove(from.message().seq(), removed, null);
  }

  final void move(UserId user, Posted to, boolean read) {
    MessageLog.Reference message = log().find(chat, to.message().id()).orElseThrow();
    ReceiptStore.Device device = new ReceiptStore.Device(user, Samples.device(), true);
    receipts()
        .advance(
            new ReceiptStore.Move(chat, device, message, read, Samples.NOW),
            new Envelope.Origin(user, Samples.connection()));
  }
}
