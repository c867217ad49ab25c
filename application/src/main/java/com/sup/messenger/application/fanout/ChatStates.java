package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.event.ServerEvent.ChatDescription;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.Posted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// Reads how the state of a chat differs from an earlier revision (contract, "State and changes").
///
/// The answer has what is different, not each step. A change that happens meanwhile may be in it,
/// and comes again with the next answer.
public final class ChatStates {

  /// The most changed messages in a state that is sent to a returning client.
  public static final int MAX_RETURNED = 200;

  /// The most changed messages in an answer to `chat:state`, and the number of newest messages of
  /// which a whole state is made.
  public static final int MAX_ASKED = 1_000;

  /// The most receipts in a state.
  private static final int MAX_RECEIPTS = 100;

  /// The most bytes of edited messages in a state, unless it is one message.
  private static final long MAX_BYTES = 1024 * 1024;

  private final MessageLog log;
  private final ReactionStore reactions;
  private final ReceiptStore receipts;
  private final ChatDirectory directory;
  private final ChatProfiles profiles;

  public ChatStates(
      MessageLog log,
      ReactionStore reactions,
      ReceiptStore receipts,
      ChatDirectory directory,
      ChatProfiles profiles) {
    this.log = log;
    this.reactions = reactions;
    this.receipts = receipts;
    this.directory = directory;
    this.profiles = profiles;
  }

  /// A state, and where it ends.
  ///
  /// @param isComplete false if later changes were left out; the revision of the state is then that
  ///     of the last one in it
  public record Difference(ChatState state, boolean isComplete) {

    /// Returns true if nothing is different.
    boolean isEmpty() {
      return isComplete
          && state.receipts().isEmpty()
          && state.reactions().isEmpty()
          && state.updated().isEmpty()
          && state.deleted().isEmpty()
          && state.chat() == null;
    }

    /// Returns the size of the edited messages, in bytes.
    public long weight() {
      return state.updated().stream().mapToLong(updated -> updated.message().weight()).sum();
    }
  }

  /// Returns the whole state of the newest [#MAX_ASKED] messages.
  ///
  /// @param visibleAfter the sequence number after which the member sees messages
  public Difference whole(ChatId chat, long visibleAfter) {
    MessageLog.Head head = head(chat);
    long after = Math.max(visibleAfter, head.position().seq() - MAX_ASKED);
    return new Reading(chat, 0, after, MAX_ASKED, head.position().rev()).read(true);
  }

  /// Returns what differs from a revision. A revision that the chat has not had counts as the first
  /// one: the store has lost it.
  ///
  /// @param visibleAfter the sequence number after which the member sees messages
  /// @param maxMessages the most messages in the answer
  public Difference since(ChatId chat, long rev, long visibleAfter, int maxMessages) {
    long now = head(chat).position().rev();
    return new Reading(chat, rev > now ? 0 : rev, visibleAfter, maxMessages, now).read(false);
  }

  /// Returns what differs from a revision, for a subscriber. The state ends at the revision that
  /// the subscriber has reached. A change is stored before that, so the head is not read first.
  ///
  /// @param reached a revision that was published before the call
  public Difference since(ChatId chat, long rev, long reached, long visibleAfter, int maxMessages) {
    return rev > reached
        ? since(chat, rev, visibleAfter, maxMessages)
        : new Reading(chat, rev, visibleAfter, maxMessages, reached).read(false);
  }

  private MessageLog.Head head(ChatId chat) {
    return log.heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE);
  }

  /// One reading of a state.
  private final class Reading {

    private final ChatId chat;
    private final long since;
    private final long afterSeq;
    private final int max;
    private long end;
    private boolean isComplete = true;

    /// @param now the revision of the chat, read before everything else
    Reading(ChatId chat, long since, long afterSeq, int max, long now) {
      this.chat = chat;
      this.since = since;
      this.afterSeq = afterSeq;
      this.max = max;
      this.end = now;
    }

    /// Reads all parts at the same time: each is read after the revision at which the state ends.
    Difference read(boolean whole) {
      Future<List<Revised<ReactionStore.OfMessage>>> reacted =
          Concurrently.begin(() -> reactions.since(chat, since, afterSeq, max + 1));
      Future<List<Revised<ReceiptStore.OfUser>>> moved =
          Concurrently.begin(() -> receipts.since(chat, since, MAX_RECEIPTS + 1));
      Future<Optional<ChatDescription>> changed = Concurrently.begin(this::changedDescription);
      MessageLog.RevisedPage replaced =
          Concurrently.with(
              List.of(reacted, moved, changed),
              () -> log.replacedSince(chat, since, afterSeq, max, MAX_BYTES));
      bound(reacted.resultNow(), replaced);
      List<Posted> messages = inTime(replaced.entries()).map(Revised::value).toList();
      List<MessageDeleted> deleted = StateParts.deleted(messages);
      ChatState state =
          new ChatState(
              chat,
              whole ? null : since,
              end,
              moved.resultNow().stream().limit(MAX_RECEIPTS).map(StateParts::receipt).toList(),
              moved.resultNow().size() > MAX_RECEIPTS ? true : null,
              StateParts.reactions(inTime(reacted.resultNow()), deleted),
              StateParts.updated(messages),
              deleted,
              changed.resultNow().orElse(null));
      return new Difference(state, isComplete);
    }

    private void bound(
        List<Revised<ReactionStore.OfMessage>> reacted, MessageLog.RevisedPage replaced) {
      if (replaced.hasMore()) {
        endAt(replaced.entries().getLast().rev());
      }
      endAfterTheMost(reacted, replaced.entries());
    }

    /// Ends before the change of one message too many. Each change has a revision of its own.
    private void endAfterTheMost(
        List<Revised<ReactionStore.OfMessage>> reacted, List<Revised<Posted>> replaced) {
      NavigableMap<Long, MessageId> changes = new TreeMap<>();
      reacted.forEach(each -> changes.put(each.rev(), each.value().message()));
      replaced.forEach(each -> changes.put(each.rev(), each.value().message().id()));
      Set<MessageId> messages = new HashSet<>();
      long last = since;
      for (Map.Entry<Long, MessageId> change : changes.entrySet()) {
        messages.add(change.getValue());
        if (messages.size() > max) {
          endAt(last);
          return;
        }
        last = change.getKey();
      }
    }

    private void endAt(long rev) {
      end = isComplete ? rev : Math.min(end, rev);
      isComplete = false;
    }

    private <T> Stream<Revised<T>> inTime(List<Revised<T>> all) {
      LongPredicate inTime = rev -> isComplete || rev <= end;
      return all.stream().filter(each -> inTime.test(each.rev()));
    }

    private Optional<ChatDescription> changedDescription() {
      if (!isChanged()) {
        return Optional.empty();
      }
      ChatProfile profile = profiles.of(chat).orElse(ChatProfile.EMPTY);
      return Optional.of(StateParts.description(profile, directory.members(chat)));
    }

    private boolean isChanged() {
      if (since == 0) {
        return true;
      }
      Future<Long> ofProfile = Concurrently.begin(() -> profiles.revision(chat));
      long ofMembers = Concurrently.with(List.of(ofProfile), () -> directory.revision(chat));
      return Math.max(ofMembers, ofProfile.resultNow()) > since;
    }
  }
}
