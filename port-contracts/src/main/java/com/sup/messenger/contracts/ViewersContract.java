package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import org.junit.jupiter.api.Test;

/// What every [Viewers] must do.
public abstract class ViewersContract {

  /// The viewers under test.
  protected abstract Viewers viewers();

  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();

  @Test
  void the_first_connection_enters_a_user_and_the_last_takes_it_out() {
    assertThat(viewers().enter(chat, ada, "one")).isTrue();
    assertThat(viewers().enter(chat, ada, "two")).isFalse();
    assertThat(viewers().of(chat)).containsExactly(ada);
    assertThat(viewers().exit(chat, ada, "one")).isFalse();
    assertThat(viewers().of(chat)).containsExactly(ada);
    assertThat(viewers().exit(chat, ada, "two")).isTrue();
    assertThat(viewers().of(chat)).isEmpty();
  }

  @Test
  void entering_or_leaving_twice_changes_nothing() {
    viewers().enter(chat, ada, "one");
    assertThat(viewers().enter(chat, ada, "one")).isFalse();
    assertThat(viewers().exit(chat, ada, "one")).isTrue();
    assertThat(viewers().exit(chat, ada, "one")).isFalse();
  }

  @Test
  void users_and_chats_are_apart() {
    UserId bob = Samples.user();
    viewers().enter(chat, ada, "one");
    viewers().enter(chat, bob, "two");
    viewers().enter(Samples.chat(), Samples.user(), "three");
    assertThat(viewers().of(chat)).containsExactlyInAnyOrder(ada, bob);
    assertThat(viewers().exit(chat, bob, "one")).isFalse();
    assertThat(viewers().of(chat)).containsExactlyInAnyOrder(ada, bob);
  }

  @Test
  void what_a_connection_looks_at_is_known() {
    ChatId other = Samples.chat();
    viewers().enter(chat, ada, "one");
    viewers().enter(other, ada, "one");
    viewers().enter(other, ada, "two");
    assertThat(viewers().lookedAtBy(ada, "one")).containsExactlyInAnyOrder(chat, other);
    viewers().exit(other, ada, "one");
    assertThat(viewers().lookedAtBy(ada, "one")).containsExactly(chat);
    assertThat(viewers().lookedAtBy(ada, "two")).containsExactly(other);
    assertThat(viewers().lookedAtBy(Samples.user(), "one")).isEmpty();
  }
}
