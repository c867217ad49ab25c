package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.GetChatState;
import com.sup.messenger.application.event.Reply.ChatStateFound;
import com.sup.messenger.application.event.Reply.UserReaction;
import com.sup.messenger.application.event.ServerEvent.ChatDescription;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageReactions;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.event.ServerEvent.ReceiptState;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.DeletionReason;
import com.sup.messenger.domain.message.Message;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatStateTest extends StateScene {

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

  private MessageUpdated updated(Message message) {
    return new MessageUpdated(message, ada.actor().profile());
  }

  private MessageDeleted deleted(Message message) {
    return new MessageDeleted(
        CHAT, message.id(), message.seq(), ADA, time.instant(), DeletionReason.DELETED);
  }

  private MessageReactions hearts(MessageId message, UserId... users) {
    return new MessageReactions(
        message, List.of(users).stream().map(user -> new UserReaction(user, HEART)).toList());
  }

  @Test
  void the_whole_state_has_every_change_since_the_messages_were_sent() {
    List<Message> sent = send(4);
    Message edited = edit(ada, sent.get(0).id(), "edited");
    delete(ada, sent.get(1).id());
    react(ada, sent.get(2).id());
    react(bob, sent.get(2).id());
    read(bob, sent.get(2).id());
    assertThat(state(ada, null))
        .isEqualTo(
            new ChatStateFound(
                CHAT,
                null,
                rev(),
                List.of(new ReceiptState(BOB, 3, time.instant(), 3, time.instant())),
                null,
                List.of(hearts(sent.get(2).id(), ADA, BOB)),
                List.of(updated(edited)),
                List.of(deleted(sent.get(1))),
                new ChatDescription(null, null, null, null, List.of(ADA, BOB)),
                null));
  }

  @Test
  void a_state_has_the_differences_from_an_earlier_one() {
    List<Message> sent = send(4);
    edit(ada, sent.get(0).id(), "edited");
    react(ada, sent.get(0).id());
    react(bob, sent.get(1).id());
    read(bob, sent.get(0).id());
    long since = rev();
    assertThat(state(ada, since))
        .isEqualTo(
            new ChatStateFound(
                CHAT, since, since, List.of(), null, List.of(), List.of(), List.of(), null, null));
    Message edited = edit(ada, sent.get(3).id(), "edited too");
    delete(ada, sent.get(2).id());
    takeBack(bob, sent.get(1).id());
    delivered(bob, sent.get(3).id());
    assertThat(state(ada, since))
        .isEqualTo(
            new ChatStateFound(
                CHAT,
                since,
                since + 4,
                List.of(new ReceiptState(BOB, 4, time.instant(), 1, time.instant())),
                null,
                List.of(hearts(sent.get(1).id())),
                List.of(updated(edited)),
                List.of(deleted(sent.get(2))),
                null,
                null));
  }

  @Test
  void a_difference_has_the_last_of_several_changes() {
    Message sent = send(1).getFirst();
    long since = rev();
    edit(ada, sent.id(), "second");
    Message third = edit(ada, sent.id(), "third");
    react(bob, sent.id());
    takeBack(bob, sent.id());
    react(bob, sent.id());
    assertThat(state(ada, since).updated()).containsExactly(updated(third));
    assertThat(state(ada, since).reactions()).containsExactly(hearts(sent.id(), BOB));
    delete(ada, sent.id());
    assertThat(state(ada, since).updated()).isEmpty();
    assertThat(state(ada, since).reactions()).isEmpty();
    assertThat(state(ada, since).deleted()).containsExactly(deleted(sent));
  }

  @Test
  void new_messages_are_no_part_of_a_state() {
    long since = rev();
    send(3);
    ChatStateFound state = state(ada, since);
    assertThat(state.rev()).isEqualTo(since + 3);
    assertThat(state.updated()).isEmpty();
  }

  @Test
  void a_revision_that_the_chat_has_not_had_counts_as_the_first_one() {
    react(bob, send(1).getFirst().id());
    ChatStateFound state = state(ada, rev() + 1);
    assertThat(state.reactions()).hasSize(1);
    assertThat(state.chat()).isNotNull();
    assertThat(state.rev()).isEqualTo(rev());
    assertThat(state(ada, 0L).reactions()).hasSize(1);
  }

  private void update(Map<ChatUpdateType, Optional<String>> fields, UserId... members) {
    application
        .administration()
        .putChat(CHAT, new ChatUpdate(fields, members.length == 0 ? null : Set.of(members), null));
  }

  @Test
  void fields_and_members_come_where_they_have_changed() {
    long first = rev();
    update(
        Map.of(
            ChatUpdateType.NAME, Optional.of("name"),
            ChatUpdateType.AVATAR, Optional.of("avatar"),
            ChatUpdateType.DESCRIPTION, Optional.of("description"),
            ChatUpdateType.SETTINGS, Optional.of("{\"a\":1}")));
    ChatDescription described =
        new ChatDescription(
            "name", "avatar", "description", new OpaqueJson("{\"a\":1}"), List.of(ADA, BOB));
    assertThat(state(ada, first).chat()).isEqualTo(described);
    long second = rev();
    assertThat(state(ada, second).chat()).isNull();
    update(Map.of(), ADA, BOB, EVE);
    assertThat(state(ada, second).chat().members()).containsExactly(ADA, BOB, EVE);
    long third = rev();
    application.administration().removeMember(CHAT, EVE);
    assertThat(state(ada, third).chat().members()).containsExactly(ADA, BOB);
    react(bob, send(1).getFirst().id());
    assertThat(state(ada, rev() - 1).chat()).isNull();
  }

  @Test
  void the_whole_state_is_that_of_the_newest_thousand_messages() {
    List<Message> sent = send(1_003);
    sent.forEach(message -> react(bob, message.id()));
    edit(ada, sent.get(0).id(), "edited");
    Message edited = edit(ada, sent.get(3).id(), "edited too");
    delete(ada, sent.get(1).id());
    ChatStateFound state = state(bob, null);
    assertThat(state.reactions()).hasSize(1_000);
    assertThat(state.reactions().getFirst().messageId()).isEqualTo(sent.get(3).id());
    assertThat(state.updated()).containsExactly(updated(edited));
    assertThat(state.deleted()).isEmpty();
    assertThat(state.hasMore()).isNull();
    assertThat(state.rev()).isEqualTo(rev());
  }

  @Test
  void a_long_difference_is_had_part_by_part() {
    List<Message> sent = send(1_300);
    long since = rev();
    for (int i = 0; i < sent.size(); i++) {
      react(bob, sent.get(i).id());
      if (i % 3 == 0) {
        edit(ada, sent.get(i).id(), "edited");
      } else if (i % 50 == 1) {
        delete(ada, sent.get(i).id());
      }
    }
    int count = 0;
    Map<MessageId, Integer> reacted = new LinkedHashMap<>();
    Set<MessageId> updated = new HashSet<>();
    Set<MessageId> deleted = new HashSet<>();
    ChatStateFound part;
    long rev = since;
    do {
      part = state(ada, rev);
      assertThat(part.rev()).isGreaterThan(rev);
      rev = part.rev();
      part.reactions().forEach(each -> reacted.merge(each.messageId(), 1, Integer::sum));
      part.updated().forEach(each -> updated.add(each.message().id()));
      part.deleted().forEach(each -> deleted.add(each.messageId()));
      count++;
    } while (part.hasMore() != null);
    assertThat(count).isEqualTo(2);
    assertThat(rev).isEqualTo(rev());
    int gone = (int) IntStream.range(0, 1_300).filter(i -> i % 3 != 0 && i % 50 == 1).count();
    assertThat(deleted).hasSize(gone);
    assertThat(reacted).hasSize(1_300 - gone);
    assertThat(reacted.values()).containsOnly(1);
    assertThat(updated).hasSize(434);
  }

  @Test
  void a_difference_with_long_messages_is_had_part_by_part() {
    List<Message> sent = send(40);
    long since = rev();
    sent.forEach(message -> edit(ada, message.id(), "x".repeat(60_000)));
    Set<Long> updated = new HashSet<>();
    ChatStateFound part;
    long rev = since;
    do {
      part = state(ada, rev);
      assertThat(part.updated()).hasSizeBetween(1, 17);
      part.updated().forEach(each -> updated.add(each.message().seq()));
      rev = part.rev();
    } while (part.hasMore() != null);
    assertThat(updated).hasSize(40);
  }

  @Test
  void a_state_has_the_hundred_receipts_that_moved_last() {
    MessageId message = send(1).getFirst().id();
    long since = rev();
    List<UserId> users = IntStream.range(0, 101).mapToObj(i -> new UserId("u" + i)).toList();
    users.forEach(
        user -> {
          ports.chatDirectory().add(CHAT, user, 0);
          RecordingConnection connection = connected(user, "phone");
          delivered(connection, message);
          application.disconnect(connection, false);
        });
    ChatStateFound state = state(ada, since);
    assertThat(state.receipts())
        .extracting(ReceiptState::userId)
        .isEqualTo(users.subList(1, 101).reversed());
    assertThat(state.moreReceipts()).isTrue();
    delivered(bob, message);
    assertThat(state(ada, since).receipts().getFirst().userId()).isEqualTo(BOB);
    assertThat(state(ada, state.rev()).receipts()).hasSize(1);
    assertThat(state(ada, state.rev()).moreReceipts()).isNull();
  }

  @Test
  void a_member_sees_the_state_of_the_messages_since_the_join() {
    List<Message> before = send(3);
    react(bob, before.get(0).id());
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    Message after = send(1).getFirst();
    react(bob, before.get(1).id());
    edit(ada, before.get(1).id(), "edited");
    delete(ada, before.get(2).id());
    react(bob, after.id());
    for (Long since : new Long[] {null, 0L, 1L}) {
      ChatStateFound state = state(eve, since);
      assertThat(state.reactions()).containsExactly(hearts(after.id(), BOB));
      assertThat(state.updated()).isEmpty();
      assertThat(state.deleted()).isEmpty();
    }
  }

  @Test
  void only_a_member_is_answered() {
    refuses(Refusal.CHAT_NOT_FOUND, connected(EVE, "phone"), new GetChatState(CHAT, null));
  }
}
