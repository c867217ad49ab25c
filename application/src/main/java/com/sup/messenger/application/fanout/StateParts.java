package com.sup.messenger.application.fanout;

import com.sup.messenger.application.event.Reply.UserReaction;
import com.sup.messenger.application.event.ServerEvent.ChatDescription;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageReactions;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.event.ServerEvent.ReceiptState;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the parts of a chat's state out of the values of the stores.
final class StateParts {

  private StateParts() {}

  static ReceiptState receipt(Revised<ReceiptStore.OfUser> moved) {
    Receipt receipt = moved.value().receipt();
    return new ReceiptState(
        moved.value().user(),
        receipt.delivered(),
        receipt.deliveredAt(),
        receipt.read(),
        receipt.readAt());
  }

  /// Leaves out the deleted messages: their reactions are forgotten shortly after them.
  static List<MessageReactions> reactions(
      Stream<Revised<ReactionStore.OfMessage>> changed, List<MessageDeleted> deleted) {
    Set<MessageId> gone =
        deleted.stream().map(MessageDeleted::messageId).collect(Collectors.toSet());
    return changed
        .map(Revised::value)
        .filter(of -> !gone.contains(of.message()))
        .map(of -> new MessageReactions(of.message(), UserReaction.listOf(of.reactions())))
        .toList();
  }

  static List<MessageUpdated> updated(List<Posted> messages) {
    List<MessageUpdated> updated = new ArrayList<>();
    for (Posted posted : messages) {
      if (posted.message() instanceof Message message) {
        updated.add(new MessageUpdated(message, posted.sender()));
      }
    }
    return updated;
  }

  static List<MessageDeleted> deleted(List<Posted> messages) {
    List<MessageDeleted> deleted = new ArrayList<>();
    for (Posted posted : messages) {
      if (posted.message() instanceof DeletedMessage message) {
        deleted.add(MessageDeleted.of(message));
      }
    }
    return deleted;
  }

  static ChatDescription description(ChatProfile profile, Set<UserId> members) {
    return new ChatDescription(
        profile.field(ChatUpdateType.NAME).orElse(null),
        profile.field(ChatUpdateType.AVATAR).orElse(null),
        profile.field(ChatUpdateType.DESCRIPTION).orElse(null),
        profile.field(ChatUpdateType.SETTINGS).map(OpaqueJson::new).orElse(null),
        members.stream().sorted(Comparator.comparing(UserId::value)).toList());
  }
}
