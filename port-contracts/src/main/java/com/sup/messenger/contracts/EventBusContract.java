package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [EventBus]. Each adapter's test extends it.
public abstract class EventBusContract extends PortContract {

  /// Returns the bus under test.
  protected abstract EventBus bus();

  /// Returns the bus of another instance. A bus within one process returns itself.
  protected abstract EventBus ofAnotherInstance();

  /// Interrupts the subscriptions of the other instance, so that it may lose envelopes.
  ///
  /// @return empty if they cannot be interrupted; then the test of that checks nothing
  protected Optional<Runnable> interruption() {
    return Optional.empty();
  }

  private static Envelope envelope(Topic topic, UserId user) {
    ServerEvent event = new ServerEvent.MemberJoined(Samples.chat(), user, Samples.NOW);
    return new Envelope(
        topic, new Signal.Show(event), new Envelope.Origin(user, Samples.connection()));
  }

  @Test
  void an_envelope_reaches_every_subscriber_as_it_was_published() {
    Topic topic = new Topic.Viewers(Samples.chat());
    Queue<Envelope> here = new ConcurrentLinkedQueue<>();
    Queue<Envelope> there = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(topic, here::add);
        var _ = ofAnotherInstance().subscribe(topic, there::add)) {
      Envelope envelope = envelope(topic, Samples.user());
      bus().publish(envelope);
      await().until(() -> !here.isEmpty() && !there.isEmpty());
      assertThat(here).containsExactly(envelope);
      assertThat(there).containsExactly(envelope);
    }
  }

  @Test
  void topics_of_one_chat_are_apart() {
    ChatId chat = Samples.chat();
    Topic viewers = new Topic.Viewers(chat);
    Topic members = new Topic.Chat(chat);
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(members, seen::add)) {
      bus().publish(envelope(viewers, Samples.user()));
      Envelope wanted = envelope(members, Samples.user());
      bus().publish(wanted);
      await().until(() -> !seen.isEmpty());
      assertThat(seen).containsExactly(wanted);
    }
  }

  @Test
  void envelopes_of_one_publisher_keep_their_order() {
    Topic topic = new Topic.User(Samples.user());
    List<Envelope> sent =
        IntStream.range(0, 200).mapToObj(_ -> envelope(topic, Samples.user())).toList();
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = ofAnotherInstance().subscribe(topic, seen::add)) {
      sent.forEach(bus()::publish);
      await().until(() -> seen.size() >= sent.size());
      assertThat(seen).containsExactlyElementsOf(sent);
    }
  }

  @Test
  void envelopes_of_one_call_keep_their_order_within_each_topic() {
    Topic user = new Topic.User(Samples.user());
    Topic presence = new Topic.Presence(Samples.user());
    List<Envelope> together =
        IntStream.range(0, EventBus.MAX_TOGETHER + 100)
            .mapToObj(i -> envelope(i % 3 == 0 ? presence : user, Samples.user()))
            .toList();
    Envelope last = envelope(user, Samples.user());
    List<Envelope> sent = Stream.concat(together.stream(), Stream.of(last)).toList();
    Queue<Envelope> ofUser = new ConcurrentLinkedQueue<>();
    Queue<Envelope> ofPresence = new ConcurrentLinkedQueue<>();
    try (var _ = ofAnotherInstance().subscribe(user, ofUser::add);
        var _ = ofAnotherInstance().subscribe(presence, ofPresence::add)) {
      bus().publish(together);
      bus().publish(last);
      await().until(() -> ofUser.size() + ofPresence.size() >= sent.size());
      assertThat(ofUser).containsExactlyElementsOf(of(user, sent));
      assertThat(ofPresence).containsExactlyElementsOf(of(presence, sent));
    }
  }

  private static List<Envelope> of(Topic topic, List<Envelope> sent) {
    return sent.stream().filter(envelope -> envelope.topic().equals(topic)).toList();
  }

  @Test
  void no_envelopes_are_published_to_nobody() {
    Topic topic = new Topic.User(Samples.user());
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(topic, seen::add)) {
      bus().publish(List.of());
      Envelope wanted = envelope(topic, Samples.user());
      bus().publish(List.of(wanted));
      await().until(() -> !seen.isEmpty());
      assertThat(seen).containsExactly(wanted);
    }
  }

  @Test
  void a_closed_subscription_is_silent_and_the_others_go_on() {
    Topic topic = new Topic.User(Samples.user());
    Queue<Envelope> closed = new ConcurrentLinkedQueue<>();
    Queue<Envelope> open = new ConcurrentLinkedQueue<>();
    EventBus.Subscription subscription = bus().subscribe(topic, closed::add);
    try (var _ = bus().subscribe(topic, open::add)) {
      subscription.close();
      bus().publish(envelope(topic, Samples.user()));
      await().until(() -> !open.isEmpty());
      assertThat(closed).isEmpty();
    }
  }

  @Test
  void a_listener_hears_of_a_gap_and_then_of_later_envelopes() {
    if (interruption().isEmpty()) {
      return;
    }
    Topic topic = new Topic.User(Samples.user());
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    AtomicInteger gaps = new AtomicInteger();
    EventBus.Listener listener =
        new EventBus.Listener() {
          @Override
          public void on(Envelope envelope) {
            seen.add(envelope);
          }

          @Override
          public void onGap() {
            gaps.incrementAndGet();
          }
        };
    try (var _ = ofAnotherInstance().subscribe(topic, listener)) {
      bus().publish(envelope(topic, Samples.user()));
      await().until(() -> !seen.isEmpty());
      interruption().orElseThrow().run();
      await().until(() -> gaps.get() > 0);
      Envelope later = envelope(topic, Samples.user());
      bus().publish(later);
      await().until(() -> seen.contains(later));
    }
  }

  @Test
  void signals_of_every_kind_arrive() {
    Topic topic = new Topic.User(Samples.user());
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    ServerEvent event = new ServerEvent.MemberLeft(Samples.chat(), Samples.user(), Samples.NOW);
    Envelope.Origin origin = new Envelope.Origin(Samples.user(), Samples.connection());
    List<Envelope> sent =
        List.of(
            new Envelope(
                topic, new Signal.MembershipGained(Samples.chat(), new Position(7, 9)), null),
            new Envelope(topic, new Signal.MembershipLost(Samples.chat()), null),
            new Envelope(topic, new Signal.ShowOn(Samples.device(), event), origin),
            new Envelope(topic, new Signal.PresenceMoved(Presence.unknown(Samples.user())), null));
    try (var _ = ofAnotherInstance().subscribe(topic, seen::add)) {
      sent.forEach(bus()::publish);
      await().until(() -> seen.size() >= sent.size());
      assertThat(seen).containsExactlyElementsOf(sent);
    }
  }
}
