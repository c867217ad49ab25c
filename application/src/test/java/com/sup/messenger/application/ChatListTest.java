package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.ListChats;
import com.sup.messenger.application.event.Reply.ChatsListed;
import com.sup.messenger.application.event.Reply.ListedChat;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatListTest extends StateScene {

  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void ada_and_bob_are_connected() {
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private List<ChatId> chats(int count) {
    List<ChatId> chats =
        IntStream.range(0, count).mapToObj(i -> new ChatId("c%03d".formatted(i))).toList();
    chats.forEach(chat -> join(chat, ADA, BOB));
    return chats;
  }

  private ChatsListed list(List<ChatId> chats, String cursor, Integer limit) {
    return (ChatsListed) application.handle(bob, new ListChats(chats, cursor, limit));
  }

  private static List<ChatId> ids(ChatsListed list) {
    return list.chats().stream().map(ListedChat::chatId).toList();
  }

  private Message send(ChatId chat, String content) {
    time.advance(Duration.ofMillis(1));
    return send(ada, message(chat, content));
  }

  @Test
  void a_user_without_chats_has_an_empty_list() {
    assertThat(list(null, null, null)).isEqualTo(new ChatsListed(List.of(), null));
  }

  @Test
  void a_chat_is_listed_with_all_that_a_client_shows() {
    application
        .administration()
        .putChat(
            CHAT,
            new ChatUpdate(
                Map.of(
                    ChatUpdateType.NAME, Optional.of("Name"),
                    ChatUpdateType.AVATAR, Optional.of("a.png")),
                Set.of(ADA, BOB, EVE),
                null));
    Message first = send(CHAT, "first");
    send(ada, mentioning(false, BOB));
    delivered(bob, send(CHAT, "third").id());
    read(bob, first.id());
    Message last = send(CHAT, "last");
    assertThat(list(null, null, null).chats())
        .containsExactly(
            new ListedChat(
                CHAT,
                "Name",
                "a.png",
                4,
                rev(),
                1,
                3,
                3,
                1,
                last.createdAt(),
                new MessageNew(last, ada.actor().profile()),
                null,
                3));
  }

  @Test
  void the_chat_with_the_newest_message_is_first_and_those_without_one_are_last() {
    List<ChatId> chats = chats(5);
    List.of(3, 1, 4).forEach(i -> send(chats.get(i), "m"));
    assertThat(ids(list(null, null, null)))
        .containsExactly(chats.get(4), chats.get(1), chats.get(3), chats.get(0), chats.get(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void page_after_page_each_chat_is_listed_once(int limit) {
    List<ChatId> chats = chats(25);
    // Some have the same time, and some have no message.
    IntStream.range(0, 20)
        .forEach(
            i -> {
              time.advance(Duration.ofMillis(i % 3));
              send(ada, message(chats.get(i), "m"));
            });
    List<ChatId> all = new ArrayList<>();
    String cursor = null;
    do {
      ChatsListed page = list(null, cursor, limit);
      assertThat(page.chats().size()).isBetween(1, limit);
      all.addAll(ids(page));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(all).doesNotHaveDuplicates().hasSize(25);
    assertThat(all).isEqualTo(ids(list(null, null, null)));
  }

  @Test
  void a_page_has_at_most_a_hundred_chats() {
    chats(130);
    ChatsListed first = list(null, null, 1_000);
    assertThat(first.chats()).hasSize(100);
    assertThat(list(null, first.nextCursor(), null).chats()).hasSize(30);
    assertThat(list(null, first.nextCursor(), null).nextCursor()).isNull();
  }

  @Test
  void only_the_users_chats_are_listed_of_those_that_are_named() {
    List<ChatId> chats = chats(4);
    ChatId foreign = new ChatId("foreign");
    join(foreign, ADA);
    send(chats.get(2), "m");
    List<ChatId> named = List.of(chats.get(0), foreign, chats.get(2), new ChatId("none"));
    assertThat(ids(list(named, null, null))).containsExactly(chats.get(2), chats.get(0));
    assertThat(ids(list(named, null, 1))).containsExactly(chats.get(2));
    assertThat(ids(list(named, list(named, null, 1).nextCursor(), 1)))
        .containsExactly(chats.get(0));
    assertThat(ids(list(List.of(), null, null))).isEmpty();
  }

  @Test
  void the_last_message_is_one_that_the_user_may_see() {
    join(CHAT, ADA);
    send(CHAT, "before");
    join(CHAT, BOB);
    ListedChat listed = list(null, null, null).chats().getFirst();
    assertThat(listed.lastMessage()).isNull();
    assertThat(listed.headSeq()).isEqualTo(1);
    assertThat(listed.unread()).isZero();
    Message last = send(CHAT, "after");
    delete(ada, last.id());
    assertThat(list(null, null, null).chats().getFirst().lastMessage().message())
        .isInstanceOf(DeletedMessage.class);
  }

  @Test
  void a_chat_without_a_message_has_no_time() {
    join(CHAT, ADA, BOB);
    ListedChat listed = list(null, null, null).chats().getFirst();
    assertThat(listed.lastMessageAt()).isNull();
    assertThat(listed.headSeq()).isZero();
    assertThat(listed.rev()).isEqualTo(2);
    assertThat(listed.memberCount()).isEqualTo(2);
    Instant now = time.instant();
    send(ada, message(CHAT, "m"));
    assertThat(list(null, null, null).chats().getFirst().lastMessageAt()).isEqualTo(now);
  }

  @Test
  void a_page_ends_before_the_message_that_makes_it_too_long() {
    List<ChatId> chats = chats(40);
    chats.forEach(chat -> send(chat, "x".repeat(60_000)));
    List<ChatId> all = new ArrayList<>();
    String cursor = null;
    do {
      ChatsListed page = list(null, cursor, null);
      assertThat(page.chats()).hasSizeBetween(1, 17);
      all.addAll(ids(page));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(all).isEqualTo(chats.reversed());
  }

  @Test
  void an_unknown_cursor_is_refused() {
    join(CHAT, BOB);
    for (String cursor :
        List.of("", "x", "1", "1/", "/chat", "x/chat", "1/a b", "99999999999999999999/a")) {
      refuses(Refusal.INVALID_PAYLOAD, bob, new ListChats(null, cursor, null));
    }
    assertThatThrownBy(() -> new ListChats(null, null, 0))
        .isInstanceOf(InvalidValueException.class);
    List<ChatId> tooMany = IntStream.range(0, 101).mapToObj(i -> new ChatId("c" + i)).toList();
    assertThatThrownBy(() -> new ListChats(tooMany, null, null))
        .isInstanceOf(InvalidValueException.class);
  }
}
