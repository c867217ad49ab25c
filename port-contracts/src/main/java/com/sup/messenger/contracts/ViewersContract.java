package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [Viewers]. Each adapter's test extends it.
public abstract class ViewersContract extends PortContract {

  /// Returns the viewers under test.
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
  void the_chats_that_a_connection_views_are_known() {
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

  @Test
  void a_connection_that_ends_leaves_all_its_chats() {
    ChatId shared = Samples.chat();
    viewers().enter(chat, ada, "one");
    viewers().enter(shared, ada, "one");
    viewers().enter(shared, ada, "two");
    Set<ChatId> looked = viewers().lookedAtBy(ada, "one");
    assertThat(viewers().exit(looked, ada, "one")).containsExactly(chat);
    assertThat(viewers().of(chat)).isEmpty();
    assertThat(viewers().of(shared)).containsExactly(ada);
    assertThat(viewers().exit(looked, ada, "one")).isEmpty();
    viewers().forget(ada, "one");
    assertThat(viewers().lookedAtBy(ada, "one")).isEmpty();
    assertThat(viewers().lookedAtBy(ada, "two")).containsExactly(shared);
    assertThat(viewers().exit(Set.of(), ada, "one")).isEmpty();
  }

  @RepeatedTest(20)
  void of_many_at_a_time_one_is_the_first_and_one_the_last() throws Exception {
    assertThat(countTrue(i -> viewers().enter(chat, ada, "c" + i))).isEqualTo(1);
    assertThat(viewers().of(chat)).containsExactly(ada);
    assertThat(countTrue(i -> viewers().exit(chat, ada, "c" + i))).isEqualTo(1);
    assertThat(viewers().of(chat)).isEmpty();
  }

  private static long countTrue(IntPredicate step) throws Exception {
    List<Callable<Boolean>> steps =
        IntStream.range(0, 16).<Callable<Boolean>>mapToObj(i -> () -> step.test(i)).toList();
    long count = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> result : executor.invokeAll(steps)) {
        count += result.get() ? 1 : 0;
      }
    }
    return count;
  }
}
