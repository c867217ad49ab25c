package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.Endurance;
import com.sup.messenger.contracts.endurance.SampleCalls;
import com.sup.messenger.contracts.endurance.StoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.ChatDirectory] for memberships.
abstract class ChatMemberships extends StoreContract {

  @Override
  protected final Endurance calls() {
    UserId ada = Samples.user();
    return new SampleCalls(
            Samples.chat(), ada, new ReceiptStore.Device(ada, Samples.device(), true), 0L, true)
        .of(ChatDirectory.class, directory());
  }

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
}
