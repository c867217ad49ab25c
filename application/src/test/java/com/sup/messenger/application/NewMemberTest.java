package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.message.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests that a new member misses nothing before a connection is subscribed to the chat.
class NewMemberTest extends StateScene {

  private RecordingConnection ada;

  @BeforeEach
  void ada_is_there() {
    join(CHAT, ADA);
    ada = connected(ADA, "phone");
  }

  private ChatApplication on(Ports its) {
    return new ChatApplication(
        its, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
  }

  private static RecordingConnection eve(ChatApplication at) {
    RecordingConnection connection = new RecordingConnection(EVE.value(), "phone");
    at.connect(connection, FRESH);
    return connection;
  }

  private void talk() {
    Message message = send(ada, "first");
    react(ada, message.id());
  }

  private static void assertSeen(RecordingConnection eve) {
    assertThat(eve.seqs()).containsExactly(1L);
    assertThat(states(eve)).singleElement().matches(state -> !state.reactions().isEmpty());
  }

  @Test
  void a_change_before_the_subscription_is_sent() {
    AtomicReference<@Nullable Runnable> before = new AtomicReference<>();
    ChatApplication slow =
        on(ReplacedPorts.with(ports, ChatDirectory.class, "memberships", before));
    RecordingConnection eve = eve(slow);
    before.set(this::talk);
    application.administration().addMember(CHAT, EVE);
    await().untilAsserted(() -> assertSeen(eve));
  }

  @Test
  void so_it_is_if_the_news_of_the_membership_comes_after_a_join() {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication deaf = on(ReplacedPorts.with(ports, EventBus.class, bus));
    RecordingConnection eve = eve(deaf);
    bus.deafen();
    application.administration().addMember(CHAT, EVE);
    talk();
    bus.heal(false);
    deaf.handle(eve, new JoinChat(CHAT));
    assertSeen(eve);
  }
}
