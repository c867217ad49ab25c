package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that a change is made good if the bus has lost its news.
class LostChangesTest extends ClusterScene {

  private static final Reaction HEART = new Reaction("\u2764\uFE0F");
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(50);

  private RecordingConnection ada;
  private RecordingConnection bob;
  private MessageId message;

  /// A change, and how a state shows it.
  enum Change {
    EDIT(LostChangesTest::edit, state -> !state.updated().isEmpty()),
    DELETION(LostChangesTest::delete, state -> !state.deleted().isEmpty()),
    REACTION(LostChangesTest::react, state -> !state.reactions().isEmpty()),
    RECEIPT(LostChangesTest::read, state -> !state.receipts().isEmpty()),
    FIELD(LostChangesTest::rename, state -> state.chat() != null && state.chat().name() != null);

    private final Consumer<LostChangesTest> make;
    private final Predicate<ChatState> shown;

    Change(Consumer<LostChangesTest> make, Predicate<ChatState> shown) {
      this.make = make;
      this.shown = shown;
    }
  }

  @BeforeEach
  void ada_and_bob_are_on_two_instances() {
    ada = one.connected(ADA);
    bob = two.connected(BOB);
    message = sent("first");
  }

  private MessageId sent(String content) {
    var send =
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent(content), MessageType.TEXT, null, null, null);
    return ((Reply.MessageSent) one.application.handle(ada, send)).message().id();
  }

  private void edit() {
    one.application.handle(
        ada, new ClientEvent.EditMessage(CHAT, message, new EncryptedContent("edited"), null));
  }

  private void delete() {
    one.application.handle(ada, new ClientEvent.DeleteMessage(CHAT, message));
  }

  private void react() {
    one.application.handle(ada, new ClientEvent.React(message, CHAT, HEART));
  }

  private void read() {
    one.application.handle(ada, new ClientEvent.ConfirmReading(message, CHAT, null));
  }

  private void rename() {
    one.application
        .administration()
        .putChat(
            CHAT, new ChatUpdate(Map.of(ChatUpdateType.NAME, Optional.of("name")), null, null));
  }

  private void lose(Runnable change) {
    two.bus.deafen();
    change.run();
    two.bus.heal(false);
  }

  private List<ChatState> states() {
    return bob.received(ChatState.class);
  }

  private long rev() {
    return ports.messageLog().heads(List.of(CHAT)).get(CHAT).position().rev();
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_lost_change_is_made_good_after_the_next_event(Change change) {
    lose(() -> change.make.accept(this));
    assertThat(states()).isEmpty();
    sent("next");
    time.advance(SOON);
    assertThat(bob.seqs()).containsExactly(1L, 2L);
    assertThat(states()).singleElement().matches(change.shown);
    assertThat(states().getFirst().rev()).isEqualTo(rev());
    time.advance(ROUND);
    assertThat(states()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_lost_change_is_made_good_after_the_next_change(Change change) {
    MessageId other = sent("other");
    lose(() -> change.make.accept(this));
    one.application.handle(ada, new ClientEvent.React(other, CHAT, HEART));
    time.advance(SOON);
    assertThat(bob.received(ReactionAdded.class)).hasSize(1);
    assertThat(states()).singleElement().matches(change.shown);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_last_change_that_is_lost_is_made_good_within_thirty_seconds(Change change) {
    lose(() -> change.make.accept(this));
    time.advance(ROUND);
    assertThat(states()).singleElement().matches(change.shown);
    time.advance(ROUND);
    assertThat(states()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_change_is_made_good_as_soon_as_the_subscription_stands_again(Change change) {
    two.bus.deafen();
    change.make.accept(this);
    two.bus.heal(true);
    time.advance(Duration.ofSeconds(1));
    assertThat(states()).singleElement().matches(change.shown);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_device_that_confirms_a_message_after_a_lost_change_is_sent_the_change_at_its_return(
      Change change) {
    two.application.handle(bob, new ClientEvent.ConfirmDelivery(message, CHAT, null));
    lose(() -> change.make.accept(this));
    MessageId next = sent("next");
    two.application.handle(bob, new ClientEvent.ConfirmDelivery(next, CHAT, null));
    two.application.disconnect(bob, false);
    assertThat(states()).isEmpty();
    bob = two.connected(BOB);
    assertThat(states()).singleElement().matches(change.shown);
  }

  @Test
  void changes_that_are_heard_are_never_made_good() {
    edit();
    react();
    read();
    rename();
    delete();
    sent("second");
    time.advance(ROUND);
    time.advance(ROUND);
    assertThat(states()).isEmpty();
    assertThat(bob.received(MessageUpdated.class)).hasSize(1);
    assertThat(bob.received(MessageDeleted.class)).hasSize(1);
    assertThat(bob.received(ReactionAdded.class)).hasSize(1);
    assertThat(bob.received(ServerEvent.ChatUpdated.class)).hasSize(1);
  }

  @Test
  void lost_messages_and_changes_are_made_good_together() {
    lose(
        () -> {
          edit();
          sent("second");
          react();
          sent("third");
          read();
        });
    sent("fourth");
    assertThat(bob.seqs()).containsExactly(1L, 2L, 3L, 4L);
    time.advance(SOON);
    assertThat(states())
        .singleElement()
        .matches(Change.EDIT.shown)
        .matches(Change.REACTION.shown)
        .matches(Change.RECEIPT.shown);
    time.advance(ROUND);
    assertThat(states()).hasSize(1);
  }

  @Test
  void a_lost_message_comes_before_an_edit_and_a_receipt_of_it() {
    RecordingConnection tablet = two.connected(BOB);
    RecordingConnection beside = one.connected(BOB);
    lose(() -> message = sent("second"));
    edit();
    assertThat(tablet.received())
        .extracting(Object::getClass)
        .endsWith(ServerEvent.MessageNew.class, MessageUpdated.class);
    lose(() -> message = sent("third"));
    one.application.handle(beside, new ClientEvent.ConfirmReading(message, CHAT, null));
    assertThat(tablet.received())
        .extracting(Object::getClass)
        .endsWith(ServerEvent.MessageNew.class, ServerEvent.Read.class);
  }

  @Test
  void a_lost_message_alone_needs_no_state() {
    lose(() -> sent("second"));
    sent("third");
    time.advance(ROUND);
    assertThat(bob.seqs()).containsExactly(1L, 2L, 3L);
    assertThat(states()).isEmpty();
  }

  @Test
  void a_member_who_joined_later_is_sent_no_lost_change_of_an_earlier_message() {
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    one.application.administration().addMember(CHAT, eve.actor().user());
    two.application.connect(eve, new Arrival.Fresh(Map.of()));
    lose(this::edit);
    time.advance(ROUND);
    assertThat(eve.received(ChatState.class)).isEmpty();
    assertThat(states()).hasSize(1);
    lose(this::rename);
    time.advance(ROUND);
    assertThat(eve.received(ChatState.class)).hasSize(1);
    assertThat(states()).hasSize(2);
  }

  @Test
  void more_lost_changes_than_one_state_holds_are_made_good_one_after_another() {
    List<MessageId> sent = IntStream.range(0, 1_100).mapToObj(i -> sent("m" + i)).toList();
    lose(
        () ->
            sent.forEach(
                each -> one.application.handle(ada, new ClientEvent.React(each, CHAT, HEART))));
    time.advance(ROUND.plusSeconds(1));
    assertThat(states().stream().mapToInt(state -> state.reactions().size()).sum())
        .isEqualTo(1_100);
    assertThat(states().getLast().rev()).isEqualTo(rev());
    react();
    assertThat(bob.received().getLast()).isInstanceOf(ReactionAdded.class);
    time.advance(ROUND);
    assertThat(states()).hasSize(2);
  }
}
