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
import org.junit.jupiter.api.Test;

/// Tests the promises of [ChatDirectory]. Each adapter's test extends it.
public abstract class ChatDirectoryContract {

  /// Returns the directory under test.
  protected abstract ChatDirectory directory();

  @Test
  void nobody_is_a_member_of_an_unknown_chat() {
    assertThat(directory().isMember(Samples.chat(), Samples.user())).isFalse();
    assertThat(directory().members(Samples.chat())).isEmpty();
    assertThat(directory().chatsOf(Samples.user())).isEmpty();
  }

  @Test
  void a_membership_is_seen_from_both_sides() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    assertThat(directory().add(chat, ada, 0)).isPresent();
    assertThat(directory().add(chat, bob, 0)).isPresent();
    assertThat(directory().isMember(chat, ada)).isTrue();
    assertThat(directory().members(chat)).containsExactlyInAnyOrder(ada, bob);
    assertThat(directory().chatsOf(ada)).containsExactly(chat);
  }

  @Test
  void the_size_is_the_number_of_members() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    assertThat(directory().size(chat)).isZero();
    directory().add(chat, ada, 0);
    directory().add(chat, ada, 0);
    directory().add(chat, Samples.user(), 0);
    assertThat(directory().size(chat)).isEqualTo(2);
    directory().remove(chat, ada);
    assertThat(directory().size(chat)).isEqualTo(1);
    directory().replace(chat, Set.of(), 0);
    assertThat(directory().size(chat)).isZero();
  }

  @Test
  void the_chats_of_many_users_are_found_together() {
    ChatId chat = Samples.chat();
    ChatId other = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    UserId eve = Samples.user();
    directory().add(chat, ada, 0);
    directory().add(chat, bob, 0);
    directory().add(other, bob, 0);
    assertThat(directory().chatsOf(List.of(ada, bob, eve, ada)))
        .containsOnly(
            Map.entry(ada, Set.of(chat)),
            Map.entry(bob, Set.of(chat, other)),
            Map.entry(eve, Set.of()));
    assertThat(directory().chatsOf(List.of())).isEmpty();
  }

  @Test
  void adding_again_is_no_news() {
    ChatId chat = Samples.chat();
    UserId user = Samples.user();
    directory().add(chat, user, 0);
    assertThat(directory().add(chat, user, 7)).isEmpty();
    assertThat(directory().members(chat)).containsExactly(user);
  }

  @Test
  void a_removed_member_is_gone_and_the_others_stay() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    directory().add(chat, ada, 0);
    directory().add(chat, bob, 0);
    assertThat(directory().remove(chat, ada)).isPresent();
    assertThat(directory().remove(chat, ada)).isEmpty();
    assertThat(directory().isMember(chat, ada)).isFalse();
    assertThat(directory().members(chat)).containsExactly(bob);
    assertThat(directory().chatsOf(ada)).isEmpty();
  }

  @Test
  void users_share_a_chat_while_both_are_members() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    UserId eve = Samples.user();
    directory().add(chat, ada, 0);
    directory().add(chat, bob, 0);
    directory().add(Samples.chat(), ada, 0);
    directory().add(Samples.chat(), eve, 0);
    assertThat(directory().sharing(ada, List.of(eve, bob))).containsExactly(bob);
    assertThat(directory().sharing(bob, List.of(ada))).containsExactly(ada);
    directory().remove(chat, ada);
    assertThat(directory().sharing(ada, List.of(eve, bob))).isEmpty();
    assertThat(directory().sharing(bob, List.of(ada))).isEmpty();
    assertThat(directory().sharing(bob, List.of())).isEmpty();
  }

  @Test
  void a_user_shares_a_chat_with_itself() {
    UserId ada = Samples.user();
    assertThat(directory().sharing(ada, List.of(ada, Samples.user()))).containsExactly(ada);
  }

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
  void the_members_of_many_chats_are_counted_at_once() {
    ChatId one = Samples.chat();
    ChatId two = Samples.chat();
    ChatId unknown = Samples.chat();
    directory().add(one, Samples.user(), 0);
    directory().add(two, Samples.user(), 0);
    directory().add(two, Samples.user(), 0);
    directory().showHistory(two, true);
    Map<ChatId, Integer> sizes = directory().sizes(List.of(one, two, unknown, one));
    assertThat(sizes).containsEntry(one, 1).containsEntry(two, 2);
    assertThat(sizes.getOrDefault(unknown, 0)).isZero();
    assertThat(directory().sizes(List.of())).isEmpty();
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
