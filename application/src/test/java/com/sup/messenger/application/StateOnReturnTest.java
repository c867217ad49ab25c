package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.Reply.UserReaction;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.MessageReactions;
import com.sup.messenger.application.event.ServerEvent.ReceiptState;
import com.sup.messenger.application.event.ServerEvent.SyncComplete;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests the changes that a returning client is sent besides messages.
class StateOnReturnTest extends StateScene {

  /// A way of coming back.
  enum Way {
    SESSION,
    CURSOR,
    DEVICE
  }

  private RecordingConnection ada;
  private RecordingConnection bob;
  private Message first;

  @BeforeEach
  void ada_and_bob_have_a_message() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
    first = send(ada, "first");
    delivered(bob, first.id());
  }

  /// Takes Bob away, and returns his return.
  private Supplier<RecordingConnection> away(Way way) {
    long rev = rev();
    application.disconnect(bob, way == Way.SESSION);
    return () ->
        switch (way) {
          case SESSION -> resumed(bob);
          case CURSOR -> connected(BOB, "phone", cursor(1, rev));
          case DEVICE -> connected(BOB, "phone");
        };
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_client_that_returns_knows_the_changes(Way way) {
    Message second = send(ada, "second");
    delivered(bob, second.id());
    react(bob, second.id());
    Supplier<RecordingConnection> coming = away(way);
    edit(ada, first.id(), "edited");
    delete(ada, second.id());
    Message third = send(ada, "third");
    react(ada, third.id());
    application
        .administration()
        .putChat(
            CHAT, new ChatUpdate(Map.of(ChatUpdateType.NAME, Optional.of("name")), null, null));
    RecordingConnection back = coming.get();
    assertThat(states(back)).hasSize(1);
    ChatState state = states(back).getFirst();
    assertThat(state.rev()).isEqualTo(rev());
    assertThat(state.updated()).extracting(each -> each.message().seq()).containsExactly(1L);
    assertThat(state.deleted()).extracting(ServerEvent.MessageDeleted::seq).containsExactly(2L);
    assertThat(state.reactions())
        .containsExactly(new MessageReactions(third.id(), List.of(new UserReaction(ADA, HEART))));
    assertThat(state.chat().name()).isEqualTo("name");
    assertThat(complete(back)).isEqualTo(new SyncComplete(null, null));
    assertThat(last(back)).isInstanceOf(SyncComplete.class);
    assertThat(back.received().indexOf(state))
        .isGreaterThan(back.received().indexOf(back.received(MessageNew.class).getLast()));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_return_to_new_messages_alone_brings_no_state(Way way) {
    Supplier<RecordingConnection> coming = away(way);
    send(ada, "second");
    send(ada, "third");
    RecordingConnection back = coming.get();
    assertThat(back.seqs()).containsExactly(2L, 3L);
    assertThat(states(back)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_return_to_nothing_new_brings_no_state(Way way) {
    RecordingConnection back = away(way).get();
    assertThat(back.seqs()).isEmpty();
    assertThat(states(back)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void later_changes_come_live_after_the_state(Way way) {
    Supplier<RecordingConnection> coming = away(way);
    react(ada, first.id());
    RecordingConnection back = coming.get();
    takeBack(ada, first.id());
    assertThat(states(back)).hasSize(1);
    assertThat(last(back)).isInstanceOf(ServerEvent.ReactionRemoved.class);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void the_users_own_read_place_comes(Way way) {
    RecordingConnection laptop = connected(BOB, "laptop");
    Supplier<RecordingConnection> coming = away(way);
    read(laptop, first.id());
    assertThat(states(coming.get()).getFirst().receipts())
        .containsExactly(new ReceiptState(BOB, 1, time.instant(), 1, time.instant()));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_return_to_more_than_a_hundred_receipts_brings_those_that_moved_last(Way way) {
    List<UserId> readers = IntStream.range(0, 101).mapToObj(i -> new UserId("u" + i)).toList();
    join(CHAT, readers.toArray(UserId[]::new));
    List<RecordingConnection> others =
        readers.stream().map(reader -> connected(reader, "phone")).toList();
    MessageId last = send(ada, "second").id();
    Supplier<RecordingConnection> coming = away(way);
    others.forEach(other -> read(other, last));
    ChatState state = states(coming.get()).getFirst();
    assertThat(state.receipts())
        .extracting(ServerEvent.ReceiptState::userId)
        .isEqualTo(readers.subList(1, 101).reversed());
    assertThat(state.moreReceipts()).isTrue();
    assertThat(state.rev()).isEqualTo(rev());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void many_changes_of_few_messages_are_sent(Way way) {
    List<Message> sent = IntStream.range(0, 200).mapToObj(i -> send(ada, "m" + i)).toList();
    delivered(bob, sent.getLast().id());
    application.disconnect(bob, way == Way.SESSION);
    long rev = rev();
    for (int i = 0; i < 3; i++) {
      String content = "edit " + i;
      sent.forEach(message -> edit(ada, message.id(), content));
    }
    RecordingConnection back =
        switch (way) {
          case SESSION -> resumed(bob);
          case CURSOR -> connected(BOB, "phone", cursor(201, rev));
          case DEVICE -> connected(BOB, "phone");
        };
    assertThat(states(back)).hasSize(1);
    assertThat(states(back).getFirst().updated()).hasSize(200);
    assertThat(complete(back).stale()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void changes_of_more_messages_than_that_are_to_be_asked_for(Way way) {
    List<Message> sent = IntStream.range(0, 201).mapToObj(i -> send(ada, "m" + i)).toList();
    delivered(bob, sent.getLast().id());
    application.disconnect(bob, way == Way.SESSION);
    long rev = rev();
    sent.forEach(message -> react(ada, message.id()));
    RecordingConnection back =
        switch (way) {
          case SESSION -> resumed(bob);
          case CURSOR -> connected(BOB, "phone", cursor(202, rev));
          case DEVICE -> connected(BOB, "phone");
        };
    assertThat(states(back)).isEmpty();
    assertThat(complete(back)).isEqualTo(new SyncComplete(null, List.of(CHAT)));
    assertThat(state(back, rev).reactions()).hasSize(201);
  }

  @Test
  void a_hundred_edited_and_a_hundred_and_one_other_messages_are_more_than_two_hundred() {
    List<Message> sent = IntStream.range(0, 201).mapToObj(i -> send(ada, "m" + i)).toList();
    Supplier<RecordingConnection> coming = away(Way.SESSION);
    sent.subList(0, 100).forEach(message -> edit(ada, message.id(), "edited"));
    sent.subList(100, 201).forEach(message -> react(ada, message.id()));
    RecordingConnection back = coming.get();
    assertThat(states(back)).isEmpty();
    assertThat(complete(back).stale()).containsExactly(CHAT);
  }

  @Test
  void a_cursor_without_a_revision_gets_all_that_may_be_new() {
    Message second = send(ada, "second");
    react(ada, first.id());
    edit(ada, second.id(), "edited");
    RecordingConnection laptop = connected(BOB, "laptop", cursor(2, null));
    assertThat(states(laptop)).hasSize(1);
    assertThat(states(laptop).getFirst().reactions()).hasSize(1);
    assertThat(states(laptop).getFirst().updated()).hasSize(1);
    RecordingConnection known = connected(BOB, "phone", cursor(2, null));
    assertThat(states(known).getFirst().updated()).hasSize(1);
  }

  @Test
  void a_cursor_that_is_ahead_of_the_chat_gets_the_whole_state() {
    react(ada, first.id());
    RecordingConnection laptop = connected(BOB, "laptop", cursor(99, 999L));
    assertThat(states(laptop).getFirst().reactions()).hasSize(1);
    assertThat(states(laptop).getFirst().rev()).isEqualTo(rev());
  }

  @Test
  void each_chat_with_changes_has_a_state_after_the_messages_of_all() {
    ChatId other = new ChatId("other");
    ChatId quiet = new ChatId("quiet");
    for (ChatId chat : List.of(other, quiet)) {
      join(chat, ADA, BOB);
    }
    RecordingConnection tablet = connected(BOB, "tablet");
    application.disconnect(tablet, true);
    react(ada, first.id());
    send(ada, message(quiet, "m"));
    send(ada, message(other, "m"));
    application
        .administration()
        .putChat(
            other, new ChatUpdate(Map.of(ChatUpdateType.NAME, Optional.of("name")), null, null));
    RecordingConnection back = resumed(tablet);
    assertThat(states(back)).extracting(ChatState::chatId).containsExactlyInAnyOrder(CHAT, other);
    List<ServerEvent> received = back.received();
    int last = received.indexOf(back.received(MessageNew.class).getLast());
    assertThat(received.indexOf(states(back).getFirst())).isGreaterThan(last);
  }

  @Test
  void a_session_that_drops_twice_is_sent_what_it_did_not_receive() {
    Supplier<RecordingConnection> coming = away(Way.SESSION);
    react(ada, first.id());
    RecordingConnection back = coming.get();
    application.disconnect(back, true);
    // The client has received the greeting of the second connection, and nothing after it.
    Arrival.Resumed again =
        application
            .claim(back.recoveryKey(), bob.offset(bob.offsets() - 1), back.actor(), () -> true)
            .orElseThrow();
    RecordingConnection third = back.resumed(again);
    application.connect(third, again);
    assertThat(states(third)).hasSize(1);
    assertThat(states(third).getFirst().reactions()).hasSize(1);
  }

  @Test
  void a_device_that_received_the_messages_and_not_the_state_is_sent_the_state_again() {
    Supplier<RecordingConnection> coming = away(Way.DEVICE);
    edit(ada, first.id(), "edited");
    Message second = send(ada, "second");
    RecordingConnection back = coming.get();
    // The client confirms the replay at once, and loses the connection before the state arrives.
    delivered(back, second.id());
    application.disconnect(back, false);
    RecordingConnection again = connected(BOB, "phone");
    assertThat(again.seqs()).isEmpty();
    assertThat(states(again).getFirst().updated()).hasSize(1);
    delivered(again, send(ada, "third").id());
    application.disconnect(again, false);
    assertThat(states(connected(BOB, "phone"))).isEmpty();
  }

  @Test
  void a_session_that_is_handed_over_is_sent_what_changed_between() {
    application.handOver(bob);
    react(ada, first.id());
    var arrival = application.takeOver(bob.recoveryKey(), bob.fence(), bob.actor()).orElseThrow();
    RecordingConnection moved = bob.elsewhere(arrival.snapshot());
    application.connect(moved, arrival);
    assertThat(states(moved)).hasSize(1);
    takeBack(ada, first.id());
    assertThat(last(moved)).isInstanceOf(ServerEvent.ReactionRemoved.class);
  }

  @Test
  void a_member_who_joined_later_is_sent_no_state_of_earlier_messages() {
    application.administration().addMember(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    application.disconnect(eve, true);
    edit(ada, first.id(), "edited");
    react(ada, first.id());
    RecordingConnection back = resumed(eve);
    assertThat(states(back)).isEmpty();
    assertThat(complete(back)).isEqualTo(new SyncComplete(null, null));
  }

  @Test
  void a_new_member_is_sent_no_state() {
    RecordingConnection eve = connected(EVE, "phone");
    application.administration().addMember(CHAT, EVE);
    await().until(() -> !eve.received(ServerEvent.NotificationNew.class).isEmpty());
    send(ada, "second");
    await().until(() -> eve.seqs().contains(2L));
    assertThat(states(eve)).isEmpty();
  }

  @Test
  void a_new_device_is_sent_no_state() {
    react(ada, first.id());
    RecordingConnection laptop = connected(BOB, "laptop");
    assertThat(laptop.seqs()).containsExactly(1L);
    assertThat(states(laptop)).isEmpty();
  }
}
