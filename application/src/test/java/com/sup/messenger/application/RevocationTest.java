package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a revoked token is refused, even if the news is late, lost or indirect.
class RevocationTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final DeviceId LAPTOP = new DeviceId("laptop");
  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  /// A time after the second publication of a revocation.
  private static final Duration LATE = Duration.ofSeconds(6);

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time, this::verify);
  private final Instant issued = time.instant();
  private final ChatApplication here = instance(ports, "here");
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");

  private ChatApplication instance(Ports ports, String id) {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, id, Observer.NONE);
  }

  /// Verifies a token that is the device it names, or "any".
  private Claims verify(String token) {
    DeviceId device = token.equals("any") ? null : new DeviceId(token);
    return new Claims(Profile.of(ADA), device, issued, Instant.MAX);
  }

  @BeforeEach
  void ada_is_in_a_chat() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    time.advance(Duration.ofSeconds(1));
  }

  private void revoke(@Nullable DeviceId device) {
    here.administration().disconnect(ADA, device, null, true);
  }

  private RecordingConnection connected(ChatApplication instance, String token, String device) {
    RecordingConnection connection = new RecordingConnection("ada", device);
    connection.identify(instance.authenticate(token, device));
    instance.connect(connection, FRESH);
    return connection;
  }

  private static void assertOut(RecordingConnection connection) {
    assertThat(connection.ended()).contains(Ending.DISCONNECTED);
    assertThat(connection.received(ServerEvent.Failed.class)).isNotEmpty();
  }

  /// Returns an instance with a slow registry: a revocation overtakes the connections that begin
  /// there.
  private ChatApplication late() {
    AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
    meanwhile.set(
        () -> {
          revoke(null);
          time.advance(LATE);
        });
    return instance(
        ReplacedPorts.with(ports, ConnectionRegistry.class, "enter", meanwhile), "late");
  }

  private static void assertSentNothing(ChatApplication late, RecordingConnection connection) {
    assertOut(connection);
    assertThat(connection.received(ServerEvent.SyncComplete.class)).isEmpty();
    assertThat(connection.received(ServerEvent.MessageNew.class)).isEmpty();
    assertThat(connection.state().topics()).hasSize(1);
  }

  @Test
  void a_new_connection_does_not_outrun_a_revocation_while_a_store_is_late() {
    ChatApplication late = late();
    late.connect(ada, FRESH);
    assertSentNothing(late, ada);
  }

  @Test
  void a_session_that_comes_back_does_not_outrun_a_revocation_while_a_store_is_late() {
    here.connect(ada, FRESH);
    here.disconnect(ada, true);
    ChatApplication late = late();
    var arrival =
        late.claim(ada.recoveryKey(), ada.offset(0), ada.actor(), () -> true).orElseThrow();
    RecordingConnection back = ada.resumed(arrival);
    late.connect(back, arrival);
    assertSentNothing(late, back);
  }

  @Test
  void a_session_that_is_handed_over_does_not_outrun_a_revocation_while_a_store_is_late() {
    here.connect(ada, FRESH);
    here.handOver(ada);
    ChatApplication late = late();
    var arrival = late.takeOver(ada.recoveryKey(), ada.fence(), ada.actor()).orElseThrow();
    RecordingConnection moved = ada.elsewhere(arrival.snapshot());
    late.connect(moved, arrival);
    assertSentNothing(late, moved);
  }

  @Test
  void a_refreshed_token_does_not_outrun_a_revocation() {
    AtomicBoolean armed = new AtomicBoolean();
    Ports overtaken =
        ReplacedPorts.doing(
            ports,
            Revocations.class,
            (_, method, arguments) -> {
              Object found = method.invoke(ports.revocations(), arguments);
              if (armed.getAndSet(false)) {
                revoke(LAPTOP);
              }
              return found;
            });
    ChatApplication there = instance(overtaken, "there");
    RecordingConnection phone = connected(there, "phone", "phone");
    armed.set(true);
    there.handle(phone, new ClientEvent.RefreshToken("any"));
    assertOut(phone);
  }

  @Test
  void a_revocation_that_an_instance_misses_ends_its_connections_within_a_round() {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication there = instance(ReplacedPorts.with(ports, EventBus.class, bus), "there");
    there.start();
    there.connect(ada, FRESH);
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    there.connect(bob, FRESH);
    bus.deafen();
    revoke(null);
    time.advance(LATE);
    assertThat(ada.ended()).isEmpty();
    bus.heal(false);
    time.advance(Duration.ofSeconds(30).minus(LATE));
    assertOut(ada);
    assertThat(bob.ended()).isEmpty();
    there.stop();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_repeat_of_a_call_that_could_not_be_published_ends_the_connections(boolean revoke) {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication there = instance(ReplacedPorts.with(ports, EventBus.class, bus), "there");
    here.connect(ada, FRESH);
    bus.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> there.administration().disconnect(ADA, PHONE, null, revoke));
    assertThat(ada.ended()).isEmpty();
    bus.heal(false);
    time.advance(LATE);
    var repeated = there.administration().disconnect(ADA, PHONE, null, revoke);
    assertThat(repeated.connections()).isOne();
    assertOut(ada);
  }

  @Test
  void a_round_asks_the_store_once_for_many_users() {
    AtomicInteger pages = new AtomicInteger();
    Ports counted =
        ReplacedPorts.doing(
            ports,
            Revocations.class,
            (_, method, arguments) -> {
              if (arguments[0] instanceof Collection<?> users) {
                assertThat(users).hasSizeLessThanOrEqualTo(Disconnecting.PAGE);
                pages.incrementAndGet();
              }
              return method.invoke(ports.revocations(), arguments);
            });
    ChatApplication there = instance(counted, "there");
    int users = 2 * Disconnecting.PAGE + 1;
    for (int i = 0; i < 2 * users; i++) {
      there.connect(new RecordingConnection("user-" + i % users, "phone-" + i), FRESH);
    }
    there.start();
    assertThat(pages).hasValue(3);
    there.stop();
  }

  @Test
  void a_revoked_device_is_out_whatever_it_calls_itself_if_its_token_names_none() {
    RecordingConnection phone = connected(here, "any", "phone");
    RecordingConnection alias = connected(here, "any", "tablet");
    RecordingConnection laptop = connected(here, "laptop", "laptop");
    revoke(PHONE);
    assertOut(phone);
    assertOut(alias);
    assertThat(laptop.ended()).isEmpty();
    for (String device : List.of("phone", "tablet", "laptop")) {
      assertThatExceptionOfType(ConnectionRefusedException.class)
          .isThrownBy(() -> here.authenticate("any", device));
    }
    assertThat(here.authenticate("laptop", "phone").device()).isEqualTo(LAPTOP);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> here.handle(laptop, new ClientEvent.RefreshToken("any")));
  }

  @Test
  void a_disconnection_without_a_revocation_is_of_the_device_alone() {
    RecordingConnection phone = connected(here, "any", "phone");
    RecordingConnection tablet = connected(here, "any", "tablet");
    here.administration().disconnect(ADA, PHONE, null, false);
    assertOut(phone);
    assertThat(tablet.ended()).isEmpty();
  }

  @Test
  void a_token_of_one_device_does_not_go_on_as_another_one() {
    RecordingConnection phone = connected(here, "phone", "phone");
    here.disconnect(phone, true);
    Actor laptop = here.authenticate("laptop", null);
    String key = phone.recoveryKey();
    assertThat(here.claim(key, phone.offset(0), laptop, () -> true)).isEmpty();
    assertThat(here.claim(key, phone.offset(0), phone.actor(), () -> true)).isPresent();
  }
}
