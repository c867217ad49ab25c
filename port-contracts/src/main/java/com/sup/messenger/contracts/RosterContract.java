package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Roster;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests the promises of [Roster]. Each adapter's test extends it.
public abstract class RosterContract {

  private final String here = UUID.randomUUID().toString();
  private final String there = UUID.randomUUID().toString();
  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();

  /// Returns the roster under test.
  protected abstract Roster roster();

  /// Returns the same roster as another instance reaches it.
  protected abstract Roster ofAnotherInstance();

  private Roster.Entry entry(UserId user, String instance) {
    return entry(user, instance, "websocket", "::1");
  }

  private static Roster.Entry entry(
      UserId user, String instance, String transport, @Nullable String address) {
    String connection = UUID.randomUUID().toString();
    Instant now = Samples.NOW;
    return new Roster.Entry(connection, instance, user, Samples.device(), transport, now, address);
  }

  @Test
  void a_connection_is_seen_by_its_user_and_its_instance_until_it_goes() {
    Roster.Entry one = entry(ada, here);
    Roster.Entry two = entry(ada, there, "polling", null);
    Roster.Entry other = entry(bob, here);
    List.of(one, two, other).forEach(roster()::enter);
    assertThat(ofAnotherInstance().of(ada)).containsExactlyInAnyOrder(one, two);
    assertThat(ofAnotherInstance().on(here)).containsExactlyInAnyOrder(one, other);
    assertThat(ofAnotherInstance().on(there)).containsExactly(two);
    assertThat(ofAnotherInstance().count(ada)).isEqualTo(2);

    ofAnotherInstance().exit(one);
    assertThat(roster().of(ada)).containsExactly(two);
    assertThat(roster().count(ada)).isEqualTo(1);
    assertThat(roster().on(here)).containsExactly(other);
  }

  @Test
  void entering_again_replaces_the_entry() {
    Roster.Entry polling = entry(ada, here, "polling", null);
    Roster.Entry upgraded = byWebSocket(polling, here);
    roster().enter(polling);
    roster().enter(upgraded);
    assertThat(roster().of(ada)).containsExactly(upgraded);
    assertThat(roster().on(here)).containsExactly(upgraded);
    roster().exit(polling);
    assertThat(roster().of(ada)).isEmpty();
  }

  @Test
  void a_connection_that_has_moved_is_not_removed_by_its_former_instance() {
    Roster.Entry before = entry(ada, here);
    Roster.Entry now = byWebSocket(before, there);
    roster().enter(before);
    ofAnotherInstance().enter(now);
    roster().exit(before);
    assertIsThereAlone(now);
  }

  private static Roster.Entry byWebSocket(Roster.Entry before, String instance) {
    return new Roster.Entry(
        before.connectionId(),
        instance,
        before.user(),
        before.device(),
        "websocket",
        Samples.NOW,
        null);
  }

  private void assertIsThereAlone(Roster.Entry entry) {
    assertThat(roster().of(ada)).containsExactly(entry);
    assertThat(roster().on(there)).containsExactly(entry);
    assertThat(roster().on(here)).isEmpty();
  }

  @Test
  void a_connection_that_has_moved_does_not_enter_again_at_its_former_instance() {
    Roster.Entry before = entry(ada, here);
    Roster.Entry now = byWebSocket(before, there);
    roster().enter(before);
    ofAnotherInstance().enter(now);
    assertThat(roster().reenter(before)).isFalse();
    assertIsThereAlone(now);
  }

  @Test
  void a_connection_that_is_lost_or_still_there_enters_again() {
    Roster.Entry polling = entry(ada, here, "polling", null);
    Roster.Entry upgraded = byWebSocket(polling, here);
    for (Roster.Entry entry : List.of(polling, upgraded)) {
      assertThat(roster().reenter(entry)).isTrue();
      assertThat(ofAnotherInstance().of(ada)).containsExactly(entry);
      assertThat(ofAnotherInstance().on(here)).containsExactly(entry);
    }
  }

  @Test
  void an_unknown_connection_is_missing() {
    Roster.Entry one = entry(ada, here);
    Roster.Entry two = entry(ada, there);
    Roster.Entry other = entry(bob, here);
    roster().enter(one);
    assertThat(roster().missing(List.of(one, two, other))).containsExactly(two, other);
    assertThat(roster().missing(List.of())).isEmpty();
  }

  @Test
  void removing_an_unknown_connection_changes_nothing() {
    roster().exit(entry(ada, here));
    assertThat(roster().of(ada)).isEmpty();
    assertThat(roster().count(ada)).isZero();
    assertThat(roster().on(here)).isEmpty();
  }

  @Test
  void users_without_a_connection_are_absent() {
    UserId gone = Samples.user();
    Roster.Entry left = entry(gone, here);
    roster().enter(entry(ada, here));
    roster().enter(left);
    roster().exit(left);
    assertThat(ofAnotherInstance().absent(List.of(ada, bob, gone)))
        .containsExactlyInAnyOrder(bob, gone);
    assertThat(roster().absent(List.of())).isEmpty();
  }
}
