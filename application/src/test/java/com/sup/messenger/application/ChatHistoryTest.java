package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.SyncChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.Reply.UserReaction;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests which messages of a chat a member may ask for, and how.
class ChatHistoryTest extends StateScene {

  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private List<Message> send(int count) {
    return IntStream.range(0, count).mapToObj(i -> send(ada, "m" + i)).toList();
  }

  private Reply.ChatSynced after(RecordingConnection by, long seq, Integer limit) {
    return sync(by, new SyncChat(CHAT, seq, null, limit));
  }

  private Reply.ChatSynced before(RecordingConnection by, long seq, Integer limit) {
    return sync(by, new SyncChat(CHAT, null, seq, limit));
  }

  private static List<Long> seqs(Reply.ChatSynced synced) {
    return synced.messages().stream().map(message -> message.message().seq()).toList();
  }

  @Test
  void a_page_before_a_place_has_the_newest_first() {
    send(5);
    Reply.ChatSynced page = before(bob, 5, 2);
    assertThat(seqs(page)).containsExactly(4L, 3L);
    assertThat(page.headSeq()).isEqualTo(5);
    assertThat(page.hasMore()).isTrue();
    assertThat(before(bob, 3, 2).hasMore()).isFalse();
    assertThat(seqs(before(bob, 99, null))).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(before(bob, 1, 2).messages()).isEmpty();
    assertThat(before(bob, 1, 2).hasMore()).isFalse();
  }

  @Test
  void a_page_has_the_reactions_to_its_messages() {
    List<Message> sent = send(3);
    react(bob, sent.get(1).id());
    react(ada, sent.get(1).id());
    react(bob, sent.get(2).id());
    takeBack(bob, sent.get(2).id());
    List<UserReaction> both = List.of(new UserReaction(ADA, HEART), new UserReaction(BOB, HEART));
    assertThat(before(bob, 4, null).messages())
        .extracting(Reply.SyncedMessage::reactions)
        .containsExactly(null, both, null);
    assertThat(after(bob, 1, 1).messages())
        .extracting(Reply.SyncedMessage::reactions)
        .containsExactly(both);
  }

  @Test
  void page_before_page_nothing_is_left_out_however_large_it_is() {
    List<Message> sent =
        IntStream.range(0, 40).mapToObj(_ -> send(ada, "x".repeat(60_000))).toList();
    IntStream.range(0, 100).forEach(i -> react(member("user" + i), sent.get(20).id()));
    long place = 41;
    long count = 0;
    Reply.ChatSynced page;
    do {
      page = before(bob, place, 500);
      for (long seq : seqs(page)) {
        assertThat(seq).isEqualTo(--place);
        count++;
      }
    } while (page.hasMore());
    assertThat(count).isEqualTo(40);
  }

  private RecordingConnection member(String user) {
    RecordingConnection connection = new RecordingConnection(user, "phone");
    ports.chatDirectory().add(CHAT, connection.actor().user(), 0);
    application.connect(connection, FRESH);
    return connection;
  }

  @Test
  void one_direction_must_be_named() {
    assertThatThrownBy(() -> new SyncChat(CHAT, null, null, null))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new SyncChat(CHAT, 1L, 2L, null))
        .isInstanceOf(InvalidValueException.class);
    refuses(Refusal.CHAT_NOT_FOUND, connected(EVE, "phone"), new SyncChat(CHAT, null, 9L, null));
  }

  @Test
  void a_member_has_the_messages_since_the_join() {
    List<Message> sent = send(3);
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    assertThat(eve.seqs()).isEmpty();
    assertThat(after(eve, 0, null).messages()).isEmpty();
    assertThat(after(eve, 0, null).headSeq()).isEqualTo(3);
    assertThat(before(eve, 9, null).messages()).isEmpty();
    assertThat(before(eve, 9, 1).hasMore()).isFalse();
    send(3);
    assertThat(eve.seqs()).containsExactly(4L, 5L, 6L);
    assertThat(seqs(after(eve, 0, 2))).containsExactly(4L, 5L);
    assertThat(seqs(after(eve, 2, null))).containsExactly(4L, 5L, 6L);
    assertThat(seqs(before(eve, 6, 1))).containsExactly(5L);
    assertThat(before(eve, 6, 1).hasMore()).isTrue();
    assertThat(seqs(before(eve, 5, 1))).containsExactly(4L);
    assertThat(before(eve, 5, 1).hasMore()).isFalse();
    assertThat(seqs(before(eve, 99, null))).containsExactly(6L, 5L, 4L);
    assertThat(before(eve, 99, null).hasMore()).isFalse();
    nothingIsToBeHadOf(sent.getLast().id(), eve);
  }

  private void nothingIsToBeHadOf(MessageId earlier, RecordingConnection eve) {
    for (ClientEvent event :
        List.of(
            new ClientEvent.ConfirmDelivery(earlier, CHAT, null),
            new ClientEvent.ConfirmReading(earlier, CHAT, null),
            new ClientEvent.React(earlier, CHAT, HEART),
            new ClientEvent.RemoveReaction(earlier, CHAT, HEART),
            new ClientEvent.GetReactions(earlier, CHAT),
            new ClientEvent.DeleteMessage(CHAT, earlier))) {
      refuses(Refusal.MESSAGE_NOT_FOUND, eve, event);
    }
  }

  @Test
  void a_member_who_returns_to_a_chat_has_nothing_of_the_time_between() {
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    send(1);
    application.administration().removeMember(CHAT, EVE);
    send(2);
    application.disconnect(eve, false);
    application.administration().addMember(CHAT, EVE);
    RecordingConnection back = connected(EVE, "phone", cursor(1, null));
    RecordingConnection laptop = connected(EVE, "laptop");
    send(1);
    assertThat(back.seqs()).containsExactly(4L);
    assertThat(laptop.seqs()).containsExactly(4L);
    assertThat(seqs(after(back, 0, null))).containsExactly(4L);
  }

  @Test
  void a_session_that_goes_on_after_an_absence_from_the_chat_has_nothing_of_it() {
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    send(1);
    application.disconnect(eve, true);
    application.administration().removeMember(CHAT, EVE);
    send(2);
    application.administration().addMember(CHAT, EVE);
    assertThat(resumed(eve).seqs()).isEmpty();
  }

  @Test
  void a_chat_may_show_all_of_its_history() {
    send(3);
    application
        .administration()
        .putChat(CHAT, new ChatUpdate(Map.of(), true, Set.of(ADA, BOB, EVE), null));
    RecordingConnection eve = connected(EVE, "phone");
    assertThat(eve.seqs()).isEmpty();
    assertThat(seqs(after(eve, 0, null))).containsExactly(1L, 2L, 3L);
    assertThat(seqs(before(eve, 9, 2))).containsExactly(3L, 2L);
    assertThat(before(eve, 9, 2).hasMore()).isTrue();
    assertThat(connected(EVE, "tablet", cursor(0, null)).seqs()).containsExactly(1L, 2L, 3L);
    Reply.ChatJoined joined =
        (Reply.ChatJoined) application.handle(eve, new ClientEvent.JoinChat(CHAT));
    assertThat(joined).isEqualTo(new Reply.ChatJoined(CHAT, 3, 0, 0));
    application.administration().putChat(CHAT, new ChatUpdate(Map.of(), false, null, null));
    assertThat(after(eve, 0, null).messages()).isEmpty();
  }
}
