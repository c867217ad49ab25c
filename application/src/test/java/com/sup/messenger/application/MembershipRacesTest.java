package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.Delivered;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests changes of memberships that meet other work of the same connection.
class MembershipRacesTest extends StateScene {

  private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
  private RecordingConnection ada;

  @BeforeEach
  void ada_is_there() {
    join(CHAT, ADA);
    ada = connected(ADA, "phone");
  }

  private ChatApplication instance(Ports its, Admission admission) {
    return new ChatApplication(its, Settings.of(admission), time, time, "other", Observer.NONE);
  }

  /// Returns an instance at which something happens before a call of a port.
  private <P> ChatApplication interrupted(Class<P> port, String method) {
    return instance(ReplacedPorts.with(ports, port, method, meanwhile), Admission.MEMBERS);
  }

  private static RecordingConnection connected(ChatApplication at, UserId user) {
    RecordingConnection connection = new RecordingConnection(user.value(), "phone");
    at.connect(connection, FRESH);
    return connection;
  }

  @Test
  void a_new_member_is_sent_what_has_changed_before_it_follows_the_chat() {
    RecordingConnection eve = connected(interrupted(ReceiptStore.class, "begin"), EVE);
    meanwhile.set(() -> react(ada, send(ada, "first").id()));
    application.administration().addMember(CHAT, EVE);
    await().until(() -> !states(eve).isEmpty());
    assertThat(eve.seqs()).containsExactly(1L);
    assertThat(states(eve)).singleElement().matches(state -> state.reactions().size() == 1);
  }

  @Test
  void a_user_who_enters_a_chat_by_a_message_is_told_what_others_do_with_it() {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication open =
        instance(ReplacedPorts.with(ports, EventBus.class, bus), Admission.ANYONE);
    RecordingConnection eve = connected(open, EVE);
    // So the news of the membership is lost.
    bus.deafen();
    MessageId sent = ((Reply.MessageSent) open.handle(eve, message(CHAT, "first"))).message().id();
    bus.heal(false);
    delivered(ada, sent);
    assertThat(eve.received(Delivered.class)).hasSize(1);
  }

  @Test
  void a_user_who_enters_a_chat_is_sent_no_state_at_the_return() {
    FaultyBus bus = new FaultyBus(ports.eventBus());
    ChatApplication open =
        instance(ReplacedPorts.with(ports, EventBus.class, bus), Admission.ANYONE);
    RecordingConnection eve = connected(open, EVE);
    bus.deafen();
    open.handle(eve, new JoinChat(CHAT));
    open.disconnect(eve, false);
    assertThat(states(eve)).isEmpty();
    assertThat(states(connected(open, EVE))).isEmpty();
  }

  @Test
  void a_member_who_is_removed_during_a_join_looks_at_nothing() {
    join(CHAT, EVE);
    ChatApplication interrupted = interrupted(Viewers.class, "enter");
    RecordingConnection eve = connected(interrupted, EVE);
    meanwhile.set(
        () -> {
          application.administration().removeMember(CHAT, EVE);
          await().until(() -> eve.state().topics().equals(Set.of(new Topic.User(EVE))));
        });
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> interrupted.handle(eve, new JoinChat(CHAT)))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.CHAT_NOT_FOUND);
    assertThat(ports.viewers().of(CHAT)).isEmpty();
  }

  @Test
  void a_departure_undoes_nothing_that_a_member_does_after_the_return() throws Exception {
    join(CHAT, EVE);
    CountDownLatch left = new CountDownLatch(1);
    ChatApplication interrupted = instance(leavingSlowly(left), Admission.MEMBERS);
    RecordingConnection eve = connected(interrupted, EVE);
    interrupted.handle(eve, new JoinChat(CHAT));
    AtomicReference<@Nullable Thread> joining = new AtomicReference<>();
    meanwhile.set(
        () -> {
          application.administration().addMember(CHAT, EVE);
          Thread join =
              Thread.startVirtualThread(() -> interrupted.handle(eve, new JoinChat(CHAT)));
          joining.set(join);
          awaitABit(join);
        });
    application.administration().removeMember(CHAT, EVE);
    left.await();
    joining.get().join();
    assertThat(ports.viewers().of(CHAT)).containsExactly(EVE);
    assertThat(eve.state().topics()).contains(new Topic.Viewers(CHAT));
  }

  private Ports leavingSlowly(CountDownLatch left) {
    return ReplacedPorts.doing(
        ports,
        Viewers.class,
        (_, method, arguments) -> {
          Runnable task = method.getName().equals("exit") ? meanwhile.getAndSet(null) : null;
          if (task == null) {
            return method.invoke(ports.viewers(), arguments);
          }
          task.run();
          Object result = method.invoke(ports.viewers(), arguments);
          left.countDown();
          return result;
        });
  }

  /// Waits for a thread that may wait for the caller.
  private static void awaitABit(Thread thread) {
    try {
      thread.join(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
