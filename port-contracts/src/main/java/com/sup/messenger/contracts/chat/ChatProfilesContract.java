package com.sup.messenger.contracts.chat;

import static com.sup.messenger.domain.chat.ChatUpdateType.AVATAR;
import static com.sup.messenger.domain.chat.ChatUpdateType.DESCRIPTION;
import static com.sup.messenger.domain.chat.ChatUpdateType.NAME;
import static com.sup.messenger.domain.chat.ChatUpdateType.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.ChatProfiles.Change;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.Endurance;
import com.sup.messenger.contracts.endurance.SampleCalls;
import com.sup.messenger.contracts.endurance.StoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ChatProfiles]. Each adapter's test extends it.
public abstract class ChatProfilesContract extends StoreContract {

  @Override
  protected final Endurance calls() {
    return new SampleCalls(Samples.chat(), NAME, "Crew").of(ChatProfiles.class, profiles());
  }

  private final ChatId chat = Samples.chat();

  /// Returns the profiles under test.
  protected abstract ChatProfiles profiles();

  private Change change(Map<ChatUpdateType, Optional<String>> changes) {
    return profiles().change(chat, changes);
  }

  @Test
  void an_unknown_chat_has_none() {
    assertThat(profiles().of(chat)).isEmpty();
    assertThat(profiles().delete(chat)).isFalse();
  }

  @Test
  void a_profile_without_fields_is_there() {
    assertThat(change(Map.of()))
        .isEqualTo(new Change(true, ChatProfile.EMPTY, ChatProfile.EMPTY, 0));
    assertThat(change(Map.of()))
        .isEqualTo(new Change(false, ChatProfile.EMPTY, ChatProfile.EMPTY, 0));
    assertThat(profiles().of(chat)).contains(ChatProfile.EMPTY);
  }

  @Test
  void a_profile_comes_back_as_it_was_stored() {
    Map<ChatUpdateType, String> fields =
        Map.of(
            NAME, "grüße \u2028 \uD83D\uDE00",
            AVATAR, "https://a.example/?a=1&b=\"2\"",
            DESCRIPTION, " \n\t\u0000",
            SETTINGS, "{\"a\":[1.50,null]}");
    Map<ChatUpdateType, Optional<String>> changes = new HashMap<>();
    fields.forEach((field, value) -> changes.put(field, Optional.of(value)));
    change(changes);
    assertThat(profiles().of(chat)).contains(new ChatProfile(fields));
  }

  @Test
  void a_change_keeps_fields_that_it_does_not_name_and_removes_empty_ones() {
    change(Map.of(NAME, Optional.of("a"), DESCRIPTION, Optional.of("b")));
    Change change = change(Map.of(DESCRIPTION, Optional.empty(), AVATAR, Optional.of("c")));
    assertThat(change.made()).isFalse();
    assertThat(change.before()).isEqualTo(new ChatProfile(Map.of(NAME, "a", DESCRIPTION, "b")));
    assertThat(change.after()).isEqualTo(new ChatProfile(Map.of(NAME, "a", AVATAR, "c")));
    assertThat(profiles().of(chat)).contains(change.after());
  }

  @Test
  void a_deleted_profile_is_gone_and_may_be_made_again() {
    change(Map.of(NAME, Optional.of("a")));
    assertThat(profiles().delete(chat)).isTrue();
    assertThat(profiles().of(chat)).isEmpty();
    Change again = change(Map.of());
    assertThat(again).isEqualTo(new Change(true, ChatProfile.EMPTY, ChatProfile.EMPTY, 0));
  }

  @Test
  void of_concurrent_changes_each_starts_from_the_result_of_another() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        ChatUpdateType field = i % 2 == 0 ? NAME : DESCRIPTION;
        executor.execute(() -> change(Map.of(field, Optional.of("set"))));
      }
    }
    assertThat(profiles().of(chat))
        .contains(new ChatProfile(Map.of(NAME, "set", DESCRIPTION, "set")));
  }

  @Test
  void the_profiles_of_many_chats_are_read_at_once() {
    ChatId other = Samples.chat();
    change(Map.of(NAME, Optional.of("a")));
    profiles().change(other, Map.of());
    assertThat(profiles().of(List.of(chat, other, Samples.chat(), chat)))
        .isEqualTo(Map.of(chat, new ChatProfile(Map.of(NAME, "a")), other, ChatProfile.EMPTY));
    assertThat(profiles().of(List.of())).isEmpty();
  }

  @Test
  void each_change_of_fields_is_one_revision() {
    assertThat(profiles().revision(chat)).isZero();
    assertThat(change(Map.of()).rev()).isZero();
    assertThat(change(Map.of(NAME, Optional.empty())).rev()).isZero();
    assertThat(profiles().revision(chat)).isZero();
    assertThat(change(Map.of(NAME, Optional.of("a"), AVATAR, Optional.of("b"))).rev()).isEqualTo(1);
    assertThat(change(Map.of(NAME, Optional.of("a"))).rev()).isZero();
    assertThat(profiles().revision(chat)).isEqualTo(1);
    assertThat(change(Map.of(NAME, Optional.of("c"), AVATAR, Optional.of("b"))).rev()).isEqualTo(2);
    assertThat(change(Map.of(NAME, Optional.empty())).rev()).isEqualTo(3);
    assertThat(profiles().revision(chat)).isEqualTo(3);
  }

  @Test
  void a_profile_that_is_made_again_goes_on_with_the_revisions() {
    change(Map.of(NAME, Optional.of("a")));
    profiles().delete(chat);
    assertThat(change(Map.of(NAME, Optional.of("a"))).rev()).isEqualTo(2);
    assertThat(profiles().revision(chat)).isEqualTo(2);
  }
}
