package com.sup.messenger.contracts.message;

import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Optional;

/// A log under test, with what it needs.
abstract class MessageLogScene extends PortContract {

  /// More bytes than any page of these tests.
  static final long AMPLE = 64 * 1024 * 1024;

  /// Returns the log under test. It may be shared by all tests.
  protected abstract MessageLog log();

  /// Returns the bus on which the log publishes.
  protected abstract EventBus bus();

  /// Returns the directory in which the log looks up members.
  protected abstract ChatDirectory directory();

  /// Appends a message. Makes its sender a member, which is one revision of the chat.
  final Posted append(Draft draft, Profile sender) {
    directory().add(draft.chatId(), sender.id(), 0);
    return appendAsIs(draft, sender).orElseThrow().posted();
  }

  final Optional<MessageLog.Result> appendAsIs(Draft draft, Profile sender) {
    return log().append(draft, sender, Samples.connection(), Samples.messageId(), Samples.NOW);
  }

  /// Replaces an entry, which must be possible.
  ///
  /// @return the new entry
  final Posted replace(Posted posted, ChatMessage next) {
    Posted replaced = posted.with(next);
    if (!log().replace(replaced, null)) {
      throw new AssertionError("The entry was not replaced");
    }
    return replaced;
  }

  /// Returns the next version of an entry's message.
  static Message edited(Posted posted, String content) {
    return ((Message) posted.message()).edited(new EncryptedContent(content), null, Samples.NOW);
  }

  static List<Long> seqs(MessageLog.Page page) {
    return page.entries().stream().map(posted -> posted.message().seq()).toList();
  }
}
