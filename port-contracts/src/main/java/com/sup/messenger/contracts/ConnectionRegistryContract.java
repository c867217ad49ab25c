package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ConnectionRegistry]. Each adapter's test extends it.
public abstract class ConnectionRegistryContract extends PortContract {

  private final String here = UUID.randomUUID().toString();
  private final String there = UUID.randomUUID().toString();
  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();

  /// Returns the roster under test.
  protected abstract ConnectionRegistry connectionRegistry();

  /// Returns the same roster as another instance reaches it.
  protected abstract ConnectionRegistry ofAnotherInstance();

  private ConnectionRegistry.Entry entry(UserId user, String instance) {
    return entry(user, instance, "websocket", "::1");
  }

  private static ConnectionRegistry.Entry entry(
      UserId user, String instance, String transport, @Nullable String address) {
    String connection = UUID.randomUUID().toString();
    Instant now = Samples.NOW;
    return new ConnectionRegistry.Entry(
        connection, instance, user, Samples.device(), transport, now, address);
  }

  @Test
  void a_connection_is_seen_by_its_user_and_its_instance_until_it_goes() {
    ConnectionRegistry.Entry one = entry(ada, here);
    ConnectionRegistry.Entry two = entry(ada, there, "polling", null);
    ConnectionRegistry.Entry other = entry(bob, here);
    List.of(one, two, other).forEach(connectionRegistry()::enter);
    assertThat(ofAnotherInstance().of(ada)).containsExactlyInAnyOrder(one, two);
    assertThat(ofAnotherInstance().on(here)).containsExactlyInAnyOrder(one, other);
    assertThat(ofAnotherInstance().on(there)).containsExactly(two);
    assertThat(ofAnotherInstance().count(ada)).isEqualTo(2);

    ofAnotherInstance().exit(one);
    assertThat(connectionRegistry().of(ada)).containsExactly(two);
    assertThat(connectionRegistry().count(ada)).isEqualTo(1);
    assertThat(connectionRegistry().on(here)).containsExactly(other);
  }

  @Test
  void entering_again_replaces_the_entry() {
    ConnectionRegistry.Entry polling = entry(ada, here, "polling", null);
    ConnectionRegistry.Entry upgraded = byWebSocket(polling, here);
    connectionRegistry().enter(polling);
    connectionRegistry().enter(upgraded);
    assertThat(connectionRegistry().of(ada)).containsExactly(upgraded);
    assertThat(connectionRegistry().on(here)).containsExactly(upgraded);
    connectionRegistry().exit(polling);
    assertThat(connectionRegistry().of(ada)).isEmpty();
  }

  @Test
  void a_connection_that_has_moved_is_not_removed_by_its_former_instance() {
    ConnectionRegistry.Entry before = entry(ada, here);
    ConnectionRegistry.Entry now = byWebSocket(before, there);
    connectionRegistry().enter(before);
    ofAnotherInstance().enter(now);
    connectionRegistry().exit(before);
    assertIsThereAlone(now);
  }

  private static ConnectionRegistry.Entry byWebSocket(
      ConnectionRegistry.Entry before, String instance) {
    return new ConnectionRegistry.Entry(
        before.connectionId(),
        instance,
        before.user(),
        before.device(),
        "websocket",
        Samples.NOW,
        null);
  }

  private void assertIsThereAlone(ConnectionRegistry.Entry entry) {
    assertThat(connectionRegistry().of(ada)).containsExactly(entry);
    assertThat(connectionRegistry().on(there)).containsExactly(entry);
    assertThat(connectionRegistry().on(here)).isEmpty();
  }

  @Test
  void a_connection_that_has_moved_does_not_enter_again_at_its_former_instance() {
    ConnectionRegistry.Entry before = entry(ada, here);
    ConnectionRegistry.Entry now = byWebSocket(before, there);
    connectionRegistry().enter(before);
    ofAnotherInstance().enter(now);
    assertThat(connectionRegistry().reenter(before)).isFalse();
    assertIsThereAlone(now);
  }

  @Test
  void a_connection_that_is_lost_or_still_there_enters_again() {
    ConnectionRegistry.Entry polling = entry(ada, here, "polling", null);
    ConnectionRegistry.Entry upgraded = byWebSocket(polling, here);
    for (ConnectionRegistry.Entry entry : List.of(polling, upgraded)) {
      assertThat(connectionRegistry().reenter(entry)).isTrue();
      assertThat(ofAnotherInstance().of(ada)).containsExactly(entry);
      assertThat(ofAnotherInstance().on(here)).containsExactly(entry);
    }
  }

  @Test
  void an_unknown_connection_is_missing() {
    ConnectionRegistry.Entry one = entry(ada, here);
    ConnectionRegistry.Entry two = entry(ada, there);
    ConnectionRegistry.Entry other = entry(bob, here);
    connectionRegistry().enter(one);
    assertThat(connectionRegistry().missing(List.of(one, two, other))).containsExactly(two, other);
    assertThat(connectionRegistry().missing(List.of())).isEmpty();
  }

  @Test
  void removing_an_unknown_connection_changes_nothing() {
    connectionRegistry().exit(entry(ada, here));
    assertThat(connectionRegistry().of(ada)).isEmpty();
    assertThat(connectionRegistry().count(ada)).isZero();
    assertThat(connectionRegistry().on(here)).isEmpty();
  }

  @Test
  void users_without_a_connection_are_absent() {
    UserId gone = Samples.user();
    ConnectionRegistry.Entry left = entry(gone, here);
    connectionRegistry().enter(entry(ada, here));
    connectionRegistry().enter(left);
    connectionRegistry().exit(left);
    assertThat(ofAnotherInstance().absent(List.of(ada, bob, gone)))
        .containsExactlyInAnyOrder(bob, gone);
    assertThat(connectionRegistry().absent(List.of())).isEmpty();
  }
}
