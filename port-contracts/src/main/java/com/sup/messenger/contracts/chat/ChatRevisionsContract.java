package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests that five stores count one revision of a chat. Each adapter's test extends it.
public abstract class ChatRevisionsContract {

  private static final Reaction HEART = new Reaction("\u2764\uFE0F");

  private final ChatId chat = Samples.chat();
  private final Profile ada = Samples.profile();

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

  private long rev() {
    return log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position().rev();
  }

  private Posted append(Profile sender, String content) {
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

  private boolean edit(Posted posted, String content) {
    Message message = (Message) posted.message();
    EncryptedContent edited = new EncryptedContent(content);
    return log().replace(posted.with(message.edited(edited, null, Samples.NOW)), null);
  }

  private ReactionStore.Change react(Posted to, UserId user) {
    ReactionAdded added =
        new ReactionAdded(
            to.message().id(), chat, user, null, HEART, ReactionAction.ADD, Samples.NOW);
    return reactions().put(to.message().seq(), added, null);
  }

  private boolean takeBack(Posted from, UserId user) {
    ReactionRemoved removed =
        new ReactionRemoved(
            from.message().id(), chat, user, null, HEART, ReactionAction.REMOVE, Samples.NOW);
    return reactions().remove(from.message().seq(), removed, null);
  }

  private void move(UserId user, Posted to, boolean read) {
    MessageLog.Reference message = log().find(chat, to.message().id()).orElseThrow();
    ReceiptStore.Device device = new ReceiptStore.Device(user, Samples.device(), true);
    receipts()
        .advance(
            new ReceiptStore.Move(chat, device, message, read, Samples.NOW),
            new Envelope.Origin(user, Samples.connection()));
  }

  @Test
  void each_change_of_a_chat_is_one_revision() {
    assertThat(rev()).isZero();
    assertThat(directory().add(chat, ada.id(), 0)).hasValue(1);
    Posted posted = append(ada, "m");
    assertThat(posted.rev()).isEqualTo(2);
    assertThat(edit(posted, "edited")).isTrue();
    assertThat(react(posted, ada.id())).isEqualTo(ReactionStore.Change.ADDED);
    assertThat(rev()).isEqualTo(4);
    move(ada.id(), posted, false);
    assertThat(rev()).isEqualTo(5);
    move(ada.id(), posted, true);
    assertThat(rev()).isEqualTo(6);
    assertThat(takeBack(posted, ada.id())).isTrue();
    assertThat(rev()).isEqualTo(7);
    assertThat(profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a"))).rev())
        .isEqualTo(8);
    assertThat(directory().replace(chat, Set.of(ada.id(), Samples.user()), 1).rev()).isEqualTo(9);
    assertThat(directory().remove(chat, ada.id())).hasValue(10);
    assertThat(rev()).isEqualTo(10);
    assertThat(directory().revision(chat)).isEqualTo(10);
    assertThat(profiles().revision(chat)).isEqualTo(8);
    assertThat(receipts().since(chat, 0, 9).getFirst().rev()).isEqualTo(6);
    assertThat(reactions().since(chat, 0, 0, 9).getFirst().rev()).isEqualTo(7);
    assertThat(log().replacedSince(chat, 0, 0, 9, 1).entries().getFirst().rev()).isEqualTo(3);
  }

  @Test
  void a_step_that_changes_nothing_is_no_revision() {
    directory().add(chat, ada.id(), 0);
    Posted posted = append(ada, "m");
    edit(posted, "edited");
    move(ada.id(), posted, true);
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    long before = rev();
    append(ada, "m");
    assertThat(edit(posted, "late")).isFalse();
    assertThat(takeBack(posted, ada.id())).isFalse();
    move(ada.id(), posted, true);
    move(ada.id(), posted, false);
    receipts()
        .begin(
            chat,
            new ReceiptStore.Device(ada.id(), Samples.device(), true),
            log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position());
    reactions().forget(chat, posted.message().id());
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    assertThat(rev()).isEqualTo(before);
  }

  @Test
  void a_change_of_nobody_is_no_revision() {
    directory().add(chat, ada.id(), 0);
    long before = rev();
    assertThat(directory().add(chat, ada.id(), 1)).isEqualTo(OptionalLong.empty());
    directory().replace(chat, Set.of(ada.id()), 1);
    directory().showHistory(chat, true);
    Draft draft = Samples.draft(chat, "x", null);
    assertThat(log().append(draft, Samples.profile(), "c", Samples.messageId(), Samples.NOW))
        .isEmpty();
    assertThat(rev()).isEqualTo(before);
  }

  @Test
  void a_deleted_chat_goes_on_with_its_revisions() {
    directory().add(chat, ada.id(), 0);
    move(ada.id(), append(ada, "m"), true);
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    directory().replace(chat, Set.of(), 0);
    long before = rev();
    log().delete(chat);
    receipts().forget(chat, Set.of(ada.id()));
    profiles().delete(chat);
    assertThat(rev()).isEqualTo(before);
    assertThat(directory().add(chat, ada.id(), 1)).hasValue(before + 1);
    assertThat(append(ada, "again").rev()).isEqualTo(before + 2);
  }

  @Test
  void chats_have_revisions_of_their_own() {
    directory().add(chat, ada.id(), 0);
    append(ada, "m");
    ChatId other = Samples.chat();
    assertThat(directory().add(other, ada.id(), 0)).hasValue(1);
    assertThat(rev()).isEqualTo(2);
  }

  @RepeatedTest(10)
  void of_many_changes_at_a_time_each_is_heard_once_in_the_order_of_the_revisions()
      throws Exception {
    List<Profile> members = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      members.add(Samples.profile());
      directory().add(chat, members.get(i).id(), 0);
    }
    Posted first = append(members.getFirst(), "first");
    long before = rev();
    Queue<Long> heard = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), envelope -> heard.add(envelope.rev()))) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int kind = i % 4;
        Profile member = members.get(i);
        writers.add(() -> write(kind, member, first));
      }
      runAll(writers);
      long count = rev() - before;
      await().until(() -> heard.size() >= count);
      assertThat(List.copyOf(heard))
          .isEqualTo(LongStream.rangeClosed(before + 1, before + count).boxed().toList());
      // Two writers each: 10 messages, 10 messages with an edit, 10 reactions, 10 messages with
      // two receipts.
      assertThat(count).isEqualTo(20 + 40 + 20 + 60);
    }
  }

  private Void write(int kind, Profile member, Posted first) {
    for (int i = 0; i < 10; i++) {
      switch (kind) {
        case 0 -> append(member, "m" + i);
        case 1 -> edit(append(member, "e" + i), "edited");
        case 2 -> react(first, i % 2 == 0 ? member.id() : Samples.user());
        default -> {
          Posted posted = append(member, "r" + i);
          move(member.id(), posted, false);
          move(member.id(), posted, true);
        }
      }
    }
    return null;
  }

  private static void runAll(List<Callable<Void>> writers) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> writer : executor.invokeAll(writers)) {
        writer.get();
      }
    }
  }
}
