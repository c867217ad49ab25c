package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
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
    assertThat(directory().add(chat, ada)).isTrue();
    assertThat(directory().add(chat, bob)).isTrue();
    assertThat(directory().isMember(chat, ada)).isTrue();
    assertThat(directory().members(chat)).containsExactlyInAnyOrder(ada, bob);
    assertThat(directory().chatsOf(ada)).containsExactly(chat);
  }

  @Test
  void the_chats_of_many_users_are_found_together() {
    ChatId chat = Samples.chat();
    ChatId other = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    UserId eve = Samples.user();
    directory().add(chat, ada);
    directory().add(chat, bob);
    directory().add(other, bob);
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
    directory().add(chat, user);
    assertThat(directory().add(chat, user)).isFalse();
    assertThat(directory().members(chat)).containsExactly(user);
  }

  @Test
  void a_removed_member_is_gone_and_the_others_stay() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    directory().add(chat, ada);
    directory().add(chat, bob);
    assertThat(directory().remove(chat, ada)).isTrue();
    assertThat(directory().remove(chat, ada)).isFalse();
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
    directory().add(chat, ada);
    directory().add(chat, bob);
    directory().add(Samples.chat(), ada);
    directory().add(Samples.chat(), eve);
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
    assertThat(directory().replace(chat, Set.of(ada, bob)))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(ada, bob), Set.of()));
    assertThat(directory().replace(chat, Set.of(bob, eve)))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(eve), Set.of(ada)));
    assertThat(directory().replace(chat, Set.of(bob, eve)))
        .isEqualTo(new ChatDirectory.Replacement(Set.of(), Set.of()));
    assertThat(directory().members(chat)).containsExactlyInAnyOrder(bob, eve);
    assertThat(directory().isMember(chat, ada)).isFalse();
    assertThat(directory().chatsOf(ada)).isEmpty();
    assertThat(directory().chatsOf(eve)).containsExactly(chat);
  }

  @Test
  void an_empty_list_ends_every_membership() {
    ChatId chat = Samples.chat();
    UserId ada = Samples.user();
    directory().add(chat, ada);
    assertThat(directory().replace(chat, Set.of()).removed()).containsExactly(ada);
    assertThat(directory().members(chat)).isEmpty();
    assertThat(directory().chatsOf(ada)).isEmpty();
  }
}
