package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ChatDirectory]. Each adapter's test extends it.
public abstract class ChatDirectoryContract extends ChatMemberships {

  @Test
  void a_whole_list_replaces_the_members_and_returns_those_added_and_removed() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    UserId eve = Samples.user();
    assertThat(directory().replace(chat, Set.of(ada, bob), 0))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(ada, bob), Set.of(), 1));
    assertThat(directory().replace(chat, Set.of(bob, eve), 0))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(eve), Set.of(ada), 2));
    assertThat(directory().replace(chat, Set.of(bob, eve), 0))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(), Set.of(), 0));
    assertThat(directory().members(chat)).containsExactlyInAnyOrder(bob, eve);
    assertThat(directory().isMember(chat, ada)).isFalse();
    assertThat(directory().chatsOf(ada)).isEmpty();
    assertThat(directory().chatsOf(eve)).containsExactly(chat);
  }

  @RepeatedTest(10)
  void of_racing_lists_one_replaces_the_members() throws Exception {
    ChatId chat = Samples.chat();
    List<Set<UserId>> lists = Stream.generate(ChatDirectoryContract::twoUsers).limit(4).toList();
    directory().replace(chat, twoUsers(), 0);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> replacing :
          lists.stream()
              .map(list -> executor.submit(() -> directory().replace(chat, list, 0)))
              .toList()) {
        replacing.get();
      }
    }
    assertThat(lists).contains(directory().members(chat));
  }

  private static Set<UserId> twoUsers() {
    return Stream.generate(Samples::user).limit(2).collect(Collectors.toUnmodifiableSet());
  }

  @Test
  void an_empty_list_ends_every_membership() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    directory().add(chat, ada, 0);
    assertThat(directory().replace(chat, Set.of(), 0).removed()).containsExactly(ada);
    assertThat(directory().members(chat)).isEmpty();
    assertThat(directory().chatsOf(ada)).isEmpty();
  }

  @Test
  void a_membership_begins_after_the_newest_message_of_its_time() {
    ChatId chat = Samples.chat();
    ChatId other = Samples.chat();
    UserId ada = Samples.user();
    directory().add(chat, ada, 7);
    directory().add(chat, ada, 9);
    directory().add(other, ada, 0);
    assertThat(directory().memberships(ada, List.of(chat, other, Samples.chat(), chat)))
        .isEqualTo(Map.of(chat, new Membership(7, false), other, new Membership(0, false)));
    assertThat(directory().memberships(ada, List.of())).isEmpty();
    assertThat(directory().membership(chat, Samples.user())).isEmpty();
  }

  @Test
  void a_member_who_returns_joins_anew() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    directory().add(chat, Samples.user(), 0);
    directory().add(chat, ada, 1);
    directory().remove(chat, ada);
    assertThat(directory().membership(chat, ada)).isEmpty();
    directory().add(chat, ada, 5);
    assertThat(directory().membership(chat, ada)).contains(new Membership(5, false));
  }

  @Test
  void a_whole_list_keeps_the_places_of_the_members_who_stay() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    directory().replace(chat, Set.of(ada), 3);
    directory().replace(chat, Set.of(ada, bob), 8);
    assertThat(directory().membership(chat, ada)).contains(new Membership(3, false));
    assertThat(directory().membership(chat, bob)).contains(new Membership(8, false));
    directory().replace(chat, Set.of(bob), 9);
    directory().replace(chat, Set.of(ada, bob), 10);
    assertThat(directory().membership(chat, ada)).contains(new Membership(10, false));
  }

  @Test
  void a_chat_shows_its_history_to_present_and_later_members() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    directory().showHistory(chat, true);
    directory().add(chat, ada, 7);
    assertThat(directory().membership(chat, ada)).contains(new Membership(7, true));
    directory().showHistory(chat, false);
    assertThat(directory().membership(chat, ada)).contains(new Membership(7, false));
    directory().showHistory(chat, true);
    directory().add(chat, bob, 8);
    assertThat(directory().membership(chat, bob)).contains(new Membership(8, true));
    assertThat(directory().membership(chat, ada)).contains(new Membership(7, true));
    assertThat(directory().members(chat)).containsExactlyInAnyOrder(ada, bob);
  }

  @Test
  void each_change_of_members_is_one_revision() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    assertThat(directory().revision(chat)).isZero();
    assertThat(directory().add(chat, ada, 0)).hasValue(1);
    assertThat(directory().add(chat, ada, 0)).isEmpty();
    assertThat(directory().remove(chat, bob)).isEmpty();
    assertThat(directory().revision(chat)).isEqualTo(1);
    assertThat(directory().replace(chat, Set.of(bob, Samples.user()), 0).rev()).isEqualTo(2);
    assertThat(directory().replace(chat, directory().members(chat), 0).rev()).isZero();
    assertThat(directory().revision(chat)).isEqualTo(2);
    assertThat(directory().remove(chat, bob)).hasValue(3);
    assertThat(directory().revision(chat)).isEqualTo(3);
    assertThat(directory().replace(chat, Set.of(), 0).rev()).isEqualTo(4);
    assertThat(directory().add(chat, ada, 0)).hasValue(5);
    assertThat(directory().revision(chat)).isEqualTo(5);
  }
}
