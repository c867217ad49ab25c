package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.contracts.endurance.PortContract;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tests the promises of [Instances]. Each adapter's test extends it.
public abstract class InstancesContract extends PortContract {

  private final Instance instance =
      new Instance(UUID.randomUUID().toString(), Samples.NOW, Map.of("connections", 1L));

  /// Returns the registry under test.
  protected abstract Instances instances();

  /// Returns the same registry as another instance reaches it.
  protected abstract Instances ofAnotherInstance();

  /// Lets the leases expire: moves the clock, or waits.
  protected abstract void letLeasesEnd();

  @Test
  void an_instance_lives_while_it_beats() {
    instances().beat(instance);
    assertThat(ofAnotherInstance().live()).contains(instance);
    assertThat(ofAnotherInstance().lapsed()).doesNotContain(instance.id());
  }

  @Test
  void the_last_report_of_an_instance_counts() {
    instances().beat(instance);
    Instance later = new Instance(instance.id(), instance.startedAt(), Map.of("connections", 2L));
    instances().beat(later);
    assertThat(ofAnotherInstance().live()).contains(later).doesNotContain(instance);
  }

  @Test
  void an_instance_that_no_longer_beats_has_lapsed_until_it_is_forgotten() {
    instances().beat(instance);
    letLeasesEnd();
    assertThat(ofAnotherInstance().live()).doesNotContain(instance);
    assertThat(ofAnotherInstance().lapsed()).contains(instance.id());
    ofAnotherInstance().forget(instance.id());
    assertThat(instances().lapsed()).doesNotContain(instance.id());
  }

  @Test
  void an_instance_has_beaten_only_within_the_time_since_its_beat() {
    assertThat(ofAnotherInstance().hasBeaten(instance.id(), Instances.LEASE)).isFalse();
    instances().beat(instance);
    assertThat(ofAnotherInstance().hasBeaten(instance.id(), Instances.LEASE)).isTrue();
    letLeasesEnd();
    assertThat(ofAnotherInstance().hasBeaten(instance.id(), Instances.LEASE)).isFalse();
    instances().beat(instance);
    instances().forget(instance.id());
    assertThat(ofAnotherInstance().hasBeaten(instance.id(), Instances.LEASE)).isFalse();
  }

  @Test
  void an_instance_that_beats_again_lives_again() {
    instances().beat(instance);
    letLeasesEnd();
    instances().beat(instance);
    assertThat(ofAnotherInstance().live()).contains(instance);
    assertThat(ofAnotherInstance().lapsed()).doesNotContain(instance.id());
  }

  @Test
  void an_instance_that_leaves_is_neither_live_nor_lapsed() {
    instances().beat(instance);
    instances().forget(instance.id());
    assertThat(ofAnotherInstance().live()).doesNotContain(instance);
    assertThat(ofAnotherInstance().lapsed()).doesNotContain(instance.id());
  }
}
