package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.DeleteMessage;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.DeletionReason;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageStatus;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDeletionTest extends StateScene {

  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private Message sendExpiring(Duration lifetime) {
    return send(ada, expiring(lifetime));
  }

  private static SendMessage expiring(Duration lifetime) {
    EncryptedContent content = new EncryptedContent("secret");
    return new SendMessage(
        CHAT, content, MessageType.TEXT, null, null, null, null, lifetime.toMillis());
  }

  private static DeleteMessage deletion(MessageId message) {
    return new DeleteMessage(CHAT, message);
  }

  @Test
  void a_deletion_reaches_every_connection_but_the_one_that_made_it() {
    RecordingConnection laptop = connected(ADA, "laptop");
    Message sent = send(ada, "secret");
    time.advance(Duration.ofSeconds(9));
    Reply reply = application.handle(ada, deletion(sent.id()));
    assertThat(reply).isEqualTo(new Reply.MessageDeleted(time.instant()));
    MessageDeleted event =
        new MessageDeleted(CHAT, sent.id(), 1, ADA, time.instant(), DeletionReason.DELETED);
    assertThat(bob.received(MessageDeleted.class)).containsExactly(event);
    assertThat(laptop.received(MessageDeleted.class)).containsExactly(event);
    assertThat(ada.received(MessageDeleted.class)).isEmpty();
  }

  @Test
  void a_repeated_deletion_succeeds_and_is_told_once() {
    Message sent = send(ada, "secret");
    Reply first = application.handle(ada, deletion(sent.id()));
    time.advance(Duration.ofSeconds(9));
    assertThat(application.handle(ada, deletion(sent.id()))).isEqualTo(first);
    assertThat(bob.received(MessageDeleted.class)).hasSize(1);
  }

  @Test
  void only_the_author_may_delete_a_message_that_is_there() {
    Message sent = send(ada, "secret");
    refuses(Refusal.PERMISSION_DENIED, bob, deletion(sent.id()));
    refuses(Refusal.MESSAGE_NOT_FOUND, ada, deletion(new MessageId("unknown")));
    refuses(Refusal.CHAT_NOT_FOUND, connected(EVE, "phone"), deletion(sent.id()));
    delete(ada, sent.id());
    refuses(Refusal.PERMISSION_DENIED, bob, deletion(sent.id()));
  }

  @Test
  void a_back_end_deletes_any_message() {
    Message sent = send(ada, "secret");
    application.administration().deleteMessage(CHAT, sent.id());
    MessageDeleted event =
        new MessageDeleted(CHAT, sent.id(), 1, null, time.instant(), DeletionReason.DELETED);
    assertThat(bob.received(MessageDeleted.class)).containsExactly(event);
    assertThat(ada.received(MessageDeleted.class)).containsExactly(event);
    application.administration().deleteMessage(CHAT, sent.id());
    assertThat(bob.received(MessageDeleted.class)).hasSize(1);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> application.administration().deleteMessage(CHAT, new MessageId("unknown")));
  }

  @Test
  void a_reaction_that_a_deletion_has_overtaken_is_in_no_state() {
    Message sent = send(ada, "secret");
    delete(ada, sent.id());
    ServerEvent.ReactionAction add = ServerEvent.ReactionAction.ADD;
    ports
        .reactionStore()
        .put(
            1,
            new ServerEvent.ReactionAdded(sent.id(), CHAT, BOB, null, HEART, add, time.instant()),
            null);
    Reply.ChatStateFound state = state(ada, null);
    assertThat(state.deleted()).hasSize(1);
    assertThat(state.reactions()).isEmpty();
  }

  @Test
  void a_deleted_message_stands_at_its_place() {
    send(ada, "before");
    Message sent = send(ada, "secret");
    send(ada, "after");
    delete(ada, sent.id());
    DeletedMessage left = sent.deleted(ADA, time.instant());
    assertThat(left.status()).isEqualTo(MessageStatus.DELETED);
    RecordingConnection laptop = connected(BOB, "laptop");
    assertThat(laptop.seqs()).containsExactly(1L, 2L, 3L);
    assertThat(laptop.received(MessageNew.class).get(1))
        .isEqualTo(new MessageNew(left, ada.actor().profile()));
    Reply.ChatSynced synced = sync(bob, new ClientEvent.SyncChat(CHAT, 1L, null, 1));
    assertThat(synced.messages().getFirst().message()).isEqualTo(left);
    assertThat(synced.messages().getFirst().reactions()).isNull();
  }

  @Test
  void the_reactions_to_a_deleted_message_go_with_it() {
    Message sent = send(ada, "secret");
    react(bob, sent.id());
    delete(ada, sent.id());
    assertThat(ports.reactionStore().of(CHAT, sent.id())).isEmpty();
    assertThat(state(bob, null).reactions()).isEmpty();
    assertThat(state(bob, null).deleted()).hasSize(1);
  }

  @Test
  void a_reaction_that_a_deletion_overtakes_is_refused_and_goes_with_it() {
    AtomicReference<Runnable> before = new AtomicReference<>();
    Ports late = ReplacedPorts.with(ports, ReactionStore.class, "put", before);
    ChatApplication other =
        new ChatApplication(
            late, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
    Message sent = send(ada, "secret");
    before.set(() -> delete(ada, sent.id()));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> other.handle(bob, new ClientEvent.React(sent.id(), CHAT, HEART)))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.MESSAGE_NOT_FOUND);
    assertThat(ports.reactionStore().of(CHAT, sent.id())).isEmpty();
    assertThat(ports.notificationStore().pending(ADA, Instant.EPOCH)).isEmpty();
  }

  @Test
  void a_mention_that_a_deletion_overtakes_is_withdrawn() {
    AtomicReference<Runnable> before = new AtomicReference<>();
    Ports late = ReplacedPorts.with(ports, NotificationStore.class, "add", before);
    ChatApplication other =
        new ChatApplication(
            late, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
    before.set(() -> delete(ada, bob.received(MessageNew.class).getLast().message().id()));
    Metadata mention = new Metadata("{\"mentions\":[\"bob\"]}", List.of(BOB));
    EncryptedContent content = new EncryptedContent("secret");
    other.handle(
        ada, new SendMessage(CHAT, content, MessageType.TEXT, null, mention, null, null, null));
    assertThat(before).hasNullValue();
    assertThat(ports.notificationStore().pending(BOB, Instant.EPOCH)).isEmpty();
  }

  @Test
  void the_reactions_in_a_deleted_chat_go_with_it() {
    Message sent = send(ada, "secret");
    react(bob, sent.id());
    application.administration().deleteChat(CHAT);
    assertThat(ports.reactionStore().of(CHAT, sent.id())).isEmpty();
  }

  @Test
  void a_deleted_message_takes_no_reaction_and_no_edit() {
    Message sent = send(ada, "secret");
    react(bob, sent.id());
    delete(ada, sent.id());
    refusesChangesOf(sent);
    Message back = send(ada, "other");
    application.administration().deleteMessage(CHAT, back.id());
    refusesChangesOf(back);
    assertThat(bob.received(ServerEvent.ReactionAdded.class)).isEmpty();
  }

  @Test
  void an_expired_message_takes_no_reaction_and_no_edit() {
    application.start();
    Message sent = sendExpiring(Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(15));
    refusesChangesOf(sent);
    assertThat(application.handle(ada, deletion(sent.id())))
        .isInstanceOf(Reply.MessageDeleted.class);
  }

  private void refusesChangesOf(Message gone) {
    EncryptedContent content = new EncryptedContent("new");
    Refusal refusal = Refusal.MESSAGE_NOT_FOUND;
    refuses(refusal, bob, new ClientEvent.React(gone.id(), CHAT, HEART));
    refuses(refusal, bob, new ClientEvent.RemoveReaction(gone.id(), CHAT, HEART));
    refuses(refusal, bob, new ClientEvent.GetReactions(gone.id(), CHAT));
    refuses(refusal, ada, new ClientEvent.EditMessage(CHAT, gone.id(), content, null));
    assertThat(ports.reactionStore().of(CHAT, gone.id())).isEmpty();
  }

  @Test
  void a_deleted_message_is_received_read_and_answered_as_others_are() {
    Message sent = send(ada, "secret");
    delete(ada, sent.id());
    delivered(bob, sent.id());
    assertThat(read(bob, sent.id())).isZero();
    assertThat(ports.receiptStore().of(CHAT, BOB).read()).isEqualTo(1);
    application.handle(
        bob,
        new SendMessage(
            CHAT, new EncryptedContent("answer"), MessageType.TEXT, sent.id(), null, null));
    assertThat(ada.seqs()).containsExactly(2L);
  }

  @Test
  void a_member_who_joined_later_sees_no_deletion_of_an_earlier_message() {
    Message before = send(ada, "before");
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    Message after = send(ada, "after");
    delete(ada, before.id());
    delete(ada, after.id());
    assertThat(eve.received(MessageDeleted.class))
        .extracting(MessageDeleted::seq)
        .containsExactly(2L);
    assertThat(eve.seqs()).containsExactly(2L);
  }

  @Test
  void a_message_expires_within_ten_seconds_of_its_time() {
    application.start();
    Message sent = sendExpiring(Duration.ofSeconds(60));
    Message stays = send(ada, "stays");
    time.advance(Duration.ofSeconds(59));
    assertThat(bob.received(MessageDeleted.class)).isEmpty();
    time.advance(Duration.ofSeconds(11));
    MessageDeleted event =
        new MessageDeleted(CHAT, sent.id(), 1, null, sent.expiresAt(), DeletionReason.EXPIRED);
    assertThat(bob.received(MessageDeleted.class)).containsExactly(event);
    assertThat(ada.received(MessageDeleted.class)).containsExactly(event);
    assertThat(ports.messageLog().read(CHAT, sent.id()).orElseThrow().message())
        .isEqualTo(sent.expired());
    assertThat(ports.messageLog().read(CHAT, stays.id()).orElseThrow().message()).isEqualTo(stays);
  }

  @Test
  void many_messages_expire_each_at_its_time() {
    application.start();
    IntStream.rangeClosed(1, 250).forEach(_ -> sendExpiring(Duration.ofSeconds(30)));
    sendExpiring(Duration.ofSeconds(20));
    sendExpiring(Duration.ofDays(1));
    time.advance(Duration.ofSeconds(29));
    assertThat(bob.received(MessageDeleted.class))
        .extracting(MessageDeleted::seq)
        .containsExactly(251L);
    time.advance(Duration.ofSeconds(11));
    assertThat(bob.received(MessageDeleted.class)).hasSize(251);
    time.advance(Duration.ofDays(1));
    assertThat(bob.received(MessageDeleted.class)).hasSize(252);
  }

  @Test
  void an_edited_message_expires_at_the_same_time() {
    application.start();
    Message sent = sendExpiring(Duration.ofSeconds(30));
    assertThat(edit(ada, sent.id(), "edited").expiresAt()).isEqualTo(sent.expiresAt());
    time.advance(Duration.ofSeconds(40));
    assertThat(bob.received(MessageDeleted.class)).hasSize(1);
  }

  @Test
  void another_instance_expires_the_messages_of_one_that_has_ended() {
    application.start();
    sendExpiring(Duration.ofSeconds(30));
    application.stop();
    ChatApplication other =
        new ChatApplication(
            ports, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
    other.start();
    time.advance(Duration.ofSeconds(40));
    assertThat(bob.received(MessageDeleted.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "cancel"})
  void a_message_that_is_sent_while_the_next_time_is_planned_expires_too(String method) {
    AtomicReference<Runnable> before = new AtomicReference<>();
    Ports planned = ReplacedPorts.with(ports, DurableTimers.class, method, before);
    ChatApplication other =
        new ChatApplication(
            planned, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
    other.start();
    sendExpiring(Duration.ofSeconds(30));
    if (method.equals("set")) {
      sendExpiring(Duration.ofSeconds(300));
    }
    before.set(() -> sendExpiring(Duration.ofSeconds(5)));
    time.advance(Duration.ofSeconds(60));
    assertThat(before).hasNullValue();
    assertThat(bob.received(MessageDeleted.class)).hasSize(2);
  }
}
