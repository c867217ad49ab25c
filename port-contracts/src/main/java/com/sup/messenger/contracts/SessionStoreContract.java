package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [SessionStore]. Each adapter's test extends it.
public abstract class SessionStoreContract extends PortContract {

  private final String key = UUID.randomUUID().toString();
  private final UserId user = Samples.user();

  /// Returns the store under test.
  protected abstract SessionStore store();

  /// Returns the same store as another instance reaches it.
  protected abstract SessionStore ofAnotherInstance();

  /// Lets the claim of the session expire: waits for [SessionStore#PENDING], or moves the claim
  /// back by that time.
  protected abstract void letClaimEnd(String key);

  private Snapshot snapshot(String connection, @Nullable CallId call) {
    ServerEvent event = new ServerEvent.NotificationRead(new NotificationId("n"));
    return new Snapshot(
        connection,
        0,
        user,
        Samples.device(),
        PresenceStatus.AWAY,
        Set.of(new Topic.Viewers(Samples.chat()), new Topic.User(user)),
        Map.of(Samples.chat(), new Position(1L << 50, 1L << 51)),
        List.of(new Snapshot.Sent("o1", event), new Snapshot.Sent("o2", event)),
        1L << 52,
        call,
        Samples.NOW);
  }

  /// Keeps a session with the given fence, which is the number of its claims.
  private Snapshot keep(SessionStore store, String key, String connection, long fence) {
    Snapshot kept = snapshot(connection, null).fencedBy(fence);
    store.keep(key, kept);
    return kept;
  }

  @Test
  void a_key_that_was_never_kept_is_not_found() {
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Unknown());
    store().settle(key, 1);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Unknown());
  }

  @Test
  void a_session_comes_back_as_it_was_wherever_it_is_claimed() {
    Snapshot snapshot = snapshot("c", new CallId("call"));
    store().keep(key, snapshot);
    assertThat(store().claim(key + "x", user)).isEqualTo(new Claim.Unknown());
    assertThat(ofAnotherInstance().claim(key, user))
        .isEqualTo(new Claim.Granted(snapshot.fencedBy(1)));
  }

  @Test
  void a_claimed_session_is_pending_for_others() {
    keep(store(), key, "c", 0);
    store().claim(key, user);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Pending(false));
    assertThat(ofAnotherInstance().claim(key, user)).isEqualTo(new Claim.Pending(false));
  }

  @Test
  void a_settled_session_cannot_be_claimed() {
    keep(store(), key, "c", 0);
    store().claim(key, user);
    store().settle(key, 1);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Unknown());
    assertThat(ofAnotherInstance().claim(key, user)).isEqualTo(new Claim.Unknown());
  }

  @Test
  void a_claim_that_is_not_settled_in_time_is_for_the_next() {
    Snapshot kept = keep(store(), key, "c", 0);
    store().claim(key, user);
    letClaimEnd(key);
    assertThat(ofAnotherInstance().claim(key, user)).isEqualTo(new Claim.Pending(true));
    assertThat(ofAnotherInstance().claimOverdue(key, user))
        .isEqualTo(new Claim.Granted(kept.fencedBy(2)));
    store().settle(key, 1);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Pending(false));
  }

  @Test
  void a_session_is_unknown_to_other_users_and_their_claims_change_nothing() {
    Snapshot kept = keep(store(), key, "c", 0);
    UserId other = Samples.user();
    assertThat(store().claim(key, other)).isEqualTo(new Claim.Unknown());
    assertThat(ofAnotherInstance().claim(key, other)).isEqualTo(new Claim.Unknown());
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Granted(kept.fencedBy(1)));
    assertThat(store().claim(key, other)).isEqualTo(new Claim.Unknown());
    letClaimEnd(key);
    assertThat(store().claimOverdue(key, other)).isEqualTo(new Claim.Unknown());
    assertThat(store().claimOverdue(key, user)).isEqualTo(new Claim.Granted(kept.fencedBy(2)));
  }

  @Test
  void the_latest_of_a_key_counts() {
    keep(store(), key, "c1", 0);
    Snapshot latest = keep(ofAnotherInstance(), key, "c2", 0);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Granted(latest.fencedBy(1)));
  }

  @Test
  void the_instance_that_claimed_a_session_keeps_it_for_the_next() {
    keep(store(), key, "c1", 0);
    ofAnotherInstance().claim(key, user);
    Snapshot latest = keep(ofAnotherInstance(), key, "c2", 1);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Granted(latest.fencedBy(2)));
  }

  @Test
  void a_late_keep_does_not_disturb_a_later_claim() {
    keep(store(), key, "c1", 0);
    store().claim(key, user);
    keep(ofAnotherInstance(), key, "late", 0);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Pending(false));
    store().settle(key, 1);
    keep(ofAnotherInstance(), key, "later", 0);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Unknown());
    Snapshot latest = keep(store(), key, "c2", 1);
    keep(ofAnotherInstance(), key, "last", 0);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Granted(latest.fencedBy(2)));
  }

  @Test
  void a_keep_says_if_somebody_has_claimed_the_session_since() {
    Snapshot kept = snapshot("c", null);
    assertThat(store().keep(key, kept)).isTrue();
    assertThat(ofAnotherInstance().keep(key, kept)).isTrue();
    ofAnotherInstance().claim(key, user);
    assertThat(store().keep(key, kept)).isFalse();
    store().settle(key, 1);
    assertThat(store().keep(key, kept)).isFalse();
    assertThat(store().keep(key, kept.fencedBy(1))).isTrue();
  }

  @Test
  void a_late_settle_does_not_remove_a_session_that_was_kept_since() {
    keep(store(), key, "c1", 0);
    store().claim(key, user);
    Snapshot latest = keep(store(), key, "c2", 1);
    store().settle(key, 1);
    assertThat(store().claim(key, user)).isEqualTo(new Claim.Granted(latest.fencedBy(2)));
  }

  @RepeatedTest(20)
  void of_many_concurrent_claims_one_succeeds() throws Exception {
    keep(store(), key, "c", 0);
    List<Callable<Claim>> claims =
        IntStream.range(0, 16)
            .<Callable<Claim>>mapToObj(
                i -> () -> (i % 2 == 0 ? store() : ofAnotherInstance()).claim(key, user))
            .toList();
    int granted = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Claim> claim : executor.invokeAll(claims)) {
        granted += claim.get() instanceof Claim.Granted ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(1);
  }
}
