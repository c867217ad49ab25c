package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests a session whose client returns to another instance during a fault.
class RecoveryTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  private final ManualTime time = new ManualTime();
  private final Ports memory = MemoryPorts.create(time);
  private final Store store = new Store();
  private final Ports ports = ReplacedPorts.with(memory, SessionStore.class, store);
  private final ChatApplication here = instance(ports, "here");
  private final ChatApplication there = instance(ports, "there");
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");
  private final RecordingConnection bob = new RecordingConnection("bob", "phone");

  private ChatApplication instance(Ports ports, String id) {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, id, Observer.NONE);
  }

  private final class Store implements SessionStore {
    private boolean away;
    private int claims;
    private List<ConnectionRegistry.Entry> whileKept = List.of();

    @Override
    public boolean keep(String key, Snapshot snapshot) {
      if (away) {
        throw new UnavailableException("away");
      }
      whileKept = memory.connectionRegistry().of(ADA).stream().toList();
      return memory.sessionStore().keep(key, snapshot);
    }

    @Override
    public Claim claim(String key, UserId user) {
      claims++;
      return memory.sessionStore().claim(key, user);
    }

    @Override
    public Claim claimOverdue(String key, UserId user) {
      return memory.sessionStore().claimOverdue(key, user);
    }

    @Override
    public void settle(String key, long fence) {
      if (away) {
        throw new UnavailableException("away");
      }
      memory.sessionStore().settle(key, fence);
    }
  }

  @BeforeEach
  void ada_and_bob_are_in_a_chat() {
    ports.chatDirectory().add(CHAT, ADA, 0);
    ports.chatDirectory().add(CHAT, bob.actor().user(), 0);
    here.connect(ada, FRESH);
    there.connect(bob, FRESH);
  }

  private void send(String content) {
    there.handle(
        bob,
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent(content), MessageType.TEXT, null, null, null));
  }

  private static List<String> contents(RecordingConnection connection) {
    return connection.received(ServerEvent.MessageNew.class).stream()
        .map(event -> ((Message) event.message()).encryptedContent().value())
        .toList();
  }

  private String greeting() {
    return ada.offset(0);
  }

  @Test
  void a_session_is_kept_while_the_roster_still_has_its_connection() {
    here.disconnect(ada, true);
    assertThat(store.whileKept).hasSize(1);
    assertThat(ports.connectionRegistry().of(ADA)).isEmpty();
  }

  @Test
  void a_session_that_could_not_be_kept_is_kept_when_the_store_is_back() {
    here.start();
    store.away = true;
    assertThatThrownBy(() -> here.disconnect(ada, true)).isInstanceOf(UnavailableException.class);
    store.away = false;
    time.advance(Duration.ofMillis(250));
    assertThat(there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
    here.stop();
  }

  @Test
  void a_session_that_could_not_be_kept_is_when_the_instance_ends() {
    here.start();
    store.away = true;
    assertThatThrownBy(() -> here.disconnect(ada, true)).isInstanceOf(UnavailableException.class);
    store.away = false;
    here.stop();
    assertThat(there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
  }

  @Test
  void a_session_that_could_not_be_kept_can_be_had_here_at_once() {
    store.away = true;
    assertThatThrownBy(() -> here.disconnect(ada, true)).isInstanceOf(UnavailableException.class);
    store.away = false;
    assertThat(here.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
  }

  @Test
  void a_session_whose_claimer_died_is_for_the_next() {
    here.disconnect(ada, true);
    there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true);
    time.advance(SessionStore.PENDING);
    assertThat(here.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
  }

  @Test
  void a_connection_whose_claim_is_not_settled_in_time_still_holds_its_session() {
    there.start();
    here.disconnect(ada, true);
    var arrival = there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true).orElseThrow();
    RecordingConnection back = ada.resumed(arrival);
    store.away = true;
    there.connect(back, arrival);
    String last = back.offset(back.received().size() - 1);
    time.advance(SessionStore.PENDING);
    var letsGo =
        CompletableFuture.runAsync(
            () -> {
              await().until(back::isCut);
              store.away = false;
              there.disconnect(back, true);
            });
    assertThat(here.claim(ada.recoveryKey(), last, ada.actor(), () -> true)).isPresent();
    // Fails if the connection was not asked to let go.
    letsGo.join();
    there.stop();
  }

  @Test
  void somebody_else_who_knows_the_key_of_a_session_does_not_delay_its_client() {
    here.disconnect(ada, true);
    assertThat(there.claim(ada.recoveryKey(), greeting(), bob.actor(), () -> true)).isEmpty();
    store.claims = 0;
    assertThat(here.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
    assertThat(store.claims).isEqualTo(1);
  }

  @Test
  void a_session_whose_client_has_gone_again_is_left_to_the_next() {
    here.disconnect(ada, true);
    assertThatThrownBy(() -> there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> false))
        .isInstanceOf(ConnectionRefusedException.class);
    assertThat(here.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true)).isPresent();
  }

  @Test
  void whoever_comes_back_while_somebody_else_comes_in_waits_for_what_becomes_of_it() {
    here.disconnect(ada, true);
    var arrival = there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true).orElseThrow();
    var next =
        CompletableFuture.supplyAsync(
            () -> here.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true));
    RecordingConnection back = ada.resumed(arrival);
    there.connect(back, arrival);
    there.disconnect(back, true);
    assertThat(next.join()).isPresent();
  }

  @Test
  void a_session_that_nobody_lets_go_of_is_looked_for_a_few_times() {
    here.start();
    assertHeld();
    assertThat(store.claims).isBetween(5, 12);
    here.stop();
  }

  @Test
  void a_session_that_another_connection_has_claimed_is_not_given_up() {
    here.disconnect(ada, true);
    there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true);
    assertHeld();
  }

  private void assertHeld() {
    assertThatThrownBy(() -> there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true))
        .isInstanceOf(SessionHeldException.class);
  }

  @Test
  void a_session_that_nobody_has_is_not_waited_for_though_the_user_is_connected_elsewhere() {
    assertThat(there.claim("long gone", greeting(), ada.actor(), () -> true)).isEmpty();
    assertThat(store.claims).isEqualTo(2);
  }

  @Test
  void a_session_that_has_come_in_is_claimed_by_nobody_else() {
    here.disconnect(ada, true);
    var arrival = there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true).orElseThrow();
    there.connect(ada.resumed(arrival), arrival);
    assertThat(store.claim(ada.recoveryKey(), ADA)).isEqualTo(new SessionStore.Claim.Unknown());
  }

  @Test
  void a_session_that_could_not_be_settled_is_when_the_store_is_back() {
    there.start();
    here.disconnect(ada, true);
    var arrival = there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true).orElseThrow();
    store.away = true;
    there.connect(ada.resumed(arrival), arrival);
    store.away = false;
    assertThat(store.claim(ada.recoveryKey(), ADA))
        .isEqualTo(new SessionStore.Claim.Pending(false));
    time.advance(Duration.ofMillis(250));
    assertThat(store.claim(ada.recoveryKey(), ADA)).isEqualTo(new SessionStore.Claim.Unknown());
    there.stop();
  }

  @Test
  void what_was_not_received_is_kept_where_the_client_cannot_come_in() {
    send("not received");
    here.disconnect(ada, true);
    send("meanwhile");
    var arrival = there.claim(ada.recoveryKey(), greeting(), ada.actor(), () -> true).orElseThrow();
    ChatApplication troubled = instance(withoutRoster(), "troubled");
    RecordingConnection back = ada.resumed(arrival);
    time.advance(Duration.ofSeconds(60));
    assertThatThrownBy(() -> troubled.connect(back, arrival))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> troubled.disconnect(back, true))
        .isInstanceOf(UnavailableException.class);

    var again =
        there.claim(ada.recoveryKey(), back.offset(0), ada.actor(), () -> true).orElseThrow();
    assertThat(again.snapshot().takenAt()).isEqualTo(arrival.snapshot().takenAt());
    RecordingConnection atLast = ada.resumed(again);
    there.connect(atLast, again);
    assertThat(contents(atLast)).containsExactly("not received", "meanwhile");
  }

  private Ports withoutRoster() {
    return ReplacedPorts.doing(
        ports,
        ConnectionRegistry.class,
        (_, _, _) -> {
          throw new UnavailableException("away");
        });
  }
}
