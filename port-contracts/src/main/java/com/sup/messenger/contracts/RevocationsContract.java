package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the promises of [Revocations]. Each adapter's test extends it.
public abstract class RevocationsContract extends PortContract {

  private static final Instant NOW = Samples.NOW;

  private final UserId ada = Samples.user();
  private final DeviceId phone = Samples.device();
  private final DeviceId laptop = Samples.device();

  /// Returns the revocations under test.
  protected abstract Revocations revocations();

  @Test
  void nothing_is_revoked_at_first() {
    assertThat(revocations().of(ada).before(phone)).isEmpty();
  }

  @Test
  void a_user_is_revoked_on_every_device_and_others_are_not() {
    revocations().revoke(ada, null, NOW);
    assertThat(revocations().of(ada).before(phone)).contains(NOW);
    assertThat(revocations().of(ada).before(laptop)).contains(NOW);
    assertThat(revocations().of(Samples.user()).before(phone)).isEmpty();
  }

  @Test
  void a_device_is_revoked_alone() {
    revocations().revoke(ada, phone, NOW);
    assertThat(revocations().of(ada).before(phone)).contains(NOW);
    assertThat(revocations().of(ada).before(laptop)).isEmpty();
  }

  @Test
  void the_revocation_that_reaches_further_holds() {
    Instant later = NOW.plusMillis(1);
    revocations().revoke(ada, phone, later);
    revocations().revoke(ada, phone, NOW);
    revocations().revoke(ada, null, NOW);
    assertThat(revocations().of(ada).before(phone)).contains(later);
    assertThat(revocations().of(ada).before(laptop)).contains(NOW);
    revocations().revoke(ada, null, later.plusMillis(1));
    revocations().revoke(ada, null, NOW);
    assertThat(revocations().of(ada).before(phone)).contains(later.plusMillis(1));
  }

  @Test
  void past_the_bound_of_devices_nothing_that_was_refused_passes() {
    for (int i = 0; i <= Revocations.MAX_DEVICES; i++) {
      revocations().revoke(ada, new DeviceId("d" + i), NOW);
    }
    for (int i = 0; i <= Revocations.MAX_DEVICES; i++) {
      assertThat(revocations().of(ada).before(new DeviceId("d" + i))).contains(NOW);
    }
  }

  @Test
  void a_token_that_names_no_device_is_refused_with_those_of_any_device() {
    assertThat(revocations().of(ada).before(null)).isEmpty();
    revocations().revoke(ada, phone, NOW.plusMillis(1));
    revocations().revoke(ada, laptop, NOW);
    assertThat(revocations().of(ada).before(null)).contains(NOW.plusMillis(1));
    revocations().revoke(ada, null, NOW.plusMillis(2));
    assertThat(revocations().of(ada).before(null)).contains(NOW.plusMillis(2));
  }

  @Test
  void many_users_are_looked_up_at_once_and_those_without_a_revocation_are_left_out() {
    UserId bob = Samples.user();
    revocations().revoke(ada, phone, NOW);
    revocations().revoke(bob, null, NOW);
    List<UserId> users = new ArrayList<>(List.of(ada, bob));
    for (int i = 0; i < 1_200; i++) {
      users.add(Samples.user());
    }
    assertThat(revocations().of(users))
        .isEqualTo(
            Map.of(
                ada, new Revocations.Revoked(Instant.MIN, Map.of(phone, NOW)),
                bob, new Revocations.Revoked(NOW, Map.of())));
    assertThat(revocations().of(List.of())).isEmpty();
  }
}
