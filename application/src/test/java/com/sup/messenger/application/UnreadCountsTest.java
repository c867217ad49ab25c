package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.Receipt;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.Reply.FailedChat;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.Message;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests that every answer counts the same messages as unread.
class UnreadCountsTest extends StateScene {

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

  /// Returns the count in all answers, which must be the same.
  private long unread(RecordingConnection of) {
    Reply.ChatJoined joined =
        (Reply.ChatJoined) application.handle(of, new ClientEvent.JoinChat(CHAT));
    Reply.ChatsJoined together =
        (Reply.ChatsJoined) application.handle(of, new ClientEvent.JoinChats(List.of(CHAT)));
    assertThat(together.joined())
        .containsExactly(
            new Reply.JoinedChat(CHAT, joined.headSeq(), joined.readSeq(), joined.unread()));
    Reply.ListedChat listed = listed(of);
    assertThat(listed.unread()).isEqualTo(joined.unread());
    assertThat(listed.readSeq()).isEqualTo(joined.readSeq());
    assertThat(listed.headSeq()).isEqualTo(joined.headSeq());
    assertThat(application.administration().user(of.actor().user()).unread())
        .isEqualTo(Map.of(CHAT, joined.unread()));
    return joined.unread();
  }

  private Reply.ListedChat listed(RecordingConnection of) {
    Reply.ChatsListed list =
        (Reply.ChatsListed)
            application.handle(of, new ClientEvent.ListChats(List.of(CHAT), null, null));
    return list.chats().getFirst();
  }

  @Test
  void the_messages_of_others_after_the_read_place_are_unread() {
    List<Message> sent = send(4);
    assertThat(unread(bob)).isEqualTo(4);
    assertThat(read(bob, sent.get(1).id())).isEqualTo(2);
    assertThat(unread(bob)).isEqualTo(2);
    assertThat(read(bob, sent.get(0).id())).isEqualTo(2);
    assertThat(read(bob, sent.get(3).id())).isZero();
    assertThat(unread(bob)).isZero();
  }

  @Test
  void own_messages_are_never_unread() {
    send(3);
    assertThat(unread(ada)).isZero();
    send(bob, "from bob");
    send(1);
    assertThat(unread(ada)).isEqualTo(1);
    assertThat(unread(bob)).isEqualTo(4);
  }

  @Test
  void silent_and_deleted_messages_are_not_unread() {
    List<Message> sent = send(3);
    send(ada, mentioning(true, BOB));
    assertThat(unread(bob)).isEqualTo(3);
    delete(ada, sent.get(1).id());
    assertThat(unread(bob)).isEqualTo(2);
    assertThat(read(bob, sent.getFirst().id())).isEqualTo(1);
  }

  @Test
  void mentions_are_counted_among_the_unread() {
    Message first = send(ada, mentioning(false, BOB));
    Message second = send(ada, mentioning(false, BOB, ADA));
    send(ada, mentioning(false, ADA));
    assertThat(listed(bob).mentions()).isEqualTo(2);
    assertThat(listed(ada).mentions()).isZero();
    read(bob, first.id());
    assertThat(listed(bob).mentions()).isEqualTo(1);
    delete(ada, second.id());
    assertThat(listed(bob).mentions()).isZero();
    assertThat(unread(bob)).isEqualTo(1);
  }

  @Test
  void messages_before_the_join_are_not_unread() {
    send(130);
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    assertThat(unread(eve)).isZero();
    List<Message> sent = send(2);
    assertThat(unread(eve)).isEqualTo(2);
    assertThat(read(eve, sent.getFirst().id())).isEqualTo(1);
  }

  @Test
  void messages_of_the_time_between_two_memberships_are_not_unread() {
    join(CHAT, EVE);
    MessageId first = send(2).getFirst().id();
    read(connected(EVE, "phone"), first);
    application.administration().removeMember(CHAT, EVE);
    send(3);
    application.administration().addMember(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "laptop");
    assertThat(unread(eve)).isZero();
    send(1);
    assertThat(unread(eve)).isEqualTo(1);
  }

  @Test
  void a_hundred_receipts_are_the_most_of_one_event() {
    List<Receipt> receipts = Collections.nCopies(101, new Receipt(new MessageId("unknown"), CHAT));
    assertThat(new ClientEvent.ConfirmReading(null, null, receipts.subList(0, 100))).isNotNull();
    assertThatThrownBy(() -> new ClientEvent.ConfirmReading(null, null, receipts))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new ClientEvent.ConfirmDelivery(null, null, receipts))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void many_receipts_are_one_event() {
    ChatId other = new ChatId("other");
    ChatId foreign = new ChatId("foreign");
    join(other, ADA, BOB);
    join(foreign, ADA);
    List<Message> sent = send(3);
    Message there = send(ada, message(other, "there"));
    Message hidden = send(ada, message(foreign, "hidden"));
    List<Receipt> receipts =
        List.of(
            new Receipt(sent.get(1).id(), CHAT),
            new Receipt(hidden.id(), foreign),
            new Receipt(there.id(), other),
            new Receipt(sent.get(0).id(), new ChatId("none")));
    List<FailedChat> failed =
        List.of(
            new FailedChat(foreign, Refusal.CHAT_NOT_FOUND),
            new FailedChat(new ChatId("none"), Refusal.CHAT_NOT_FOUND));
    assertThat(application.handle(bob, new ClientEvent.ConfirmDelivery(null, null, receipts)))
        .isEqualTo(new Reply.DeliveriesConfirmed(time.instant(), failed));
    assertThat(application.handle(bob, new ClientEvent.ConfirmReading(null, null, receipts)))
        .isEqualTo(
            new Reply.ReadingsConfirmed(time.instant(), Map.of(CHAT, 1L, other, 0L), failed));
    assertThat(ports.receiptStore().of(CHAT, BOB).read()).isEqualTo(2);
    assertThat(ports.receiptStore().of(other, BOB).read()).isEqualTo(1);
    List<Receipt> unknown = List.of(new Receipt(new MessageId("unknown"), CHAT));
    assertThat(application.handle(bob, new ClientEvent.ConfirmReading(null, null, unknown)))
        .isEqualTo(
            new Reply.ReadingsConfirmed(
                time.instant(),
                Map.of(),
                List.of(new FailedChat(CHAT, Refusal.MESSAGE_NOT_FOUND))));
  }
}
