package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent.TypingStarted;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.Scheduler.Alarm;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Envelope.Origin;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to the viewers of a chat, with the typing states that they were shown.
///
/// Each instance ends the states by itself. So neither a lost signal nor the death of an instance
/// lets a user type for ever. A user types while one of the user's connections does. The states are
/// bounded by the events within the time after which typing ends.
public final class ViewersSubscription extends TopicSubscription {

  private record Turn(long number, Alarm end) {}

  private final ChatId chat;
  private final Scheduler scheduler;
  private final Duration lapse;
  private final Map<Origin, Turn> typing = new HashMap<>();
  private long turns;

  /// Creates the subscription.
  ///
  /// @param lapse the time after which a typing state ends if it is not renewed
  ViewersSubscription(
      ChatId chat,
      EventBus bus,
      Scheduler scheduler,
      Duration lapse,
      Consumer<Signal> onChange,
      Consumer<Topic> onGap) {
    super(new Topic.Viewers(chat), bus, onChange, onGap);
    this.chat = chat;
    this.scheduler = scheduler;
    this.lapse = lapse;
  }

  @Override
  void onSignal(Envelope envelope) {
    Origin typist = envelope.except();
    if (typist != null && envelope.signal() instanceof Signal.Show(TypingStopped _)) {
      stop(typist);
      return;
    }
    if (typist != null && envelope.signal() instanceof Signal.Show(TypingStarted _)) {
      start(typist);
    }
    super.onSignal(envelope);
  }

  private void start(Origin typist) {
    long number = ++turns;
    Turn turn = new Turn(number, scheduler.after(lapse, () -> lapse(typist, number)));
    Turn before = typing.put(typist, turn);
    if (before != null) {
      before.end().cancel();
    }
  }

  private void stop(Origin typist) {
    UserId user = typist.user();
    if (forget(typist) && typing.keySet().stream().noneMatch(o -> o.user().equals(user))) {
      broadcast(new TypingStopped(chat, user), typist);
    }
  }

  private synchronized void lapse(Origin typist, long number) {
    Turn turn = typing.get(typist);
    if (turn != null && turn.number() == number) {
      stop(typist);
    }
  }

  /// Ends the typing of a user whose message was shown.
  synchronized void endTyping(UserId user, @Nullable Origin cause) {
    if (typing.isEmpty()) {
      return;
    }
    boolean typed = false;
    for (Origin typist : Map.copyOf(typing).keySet()) {
      typed |= typist.user().equals(user) && forget(typist);
    }
    if (typed) {
      broadcast(new TypingStopped(chat, user), cause);
    }
  }

  private boolean forget(Origin typist) {
    Turn turn = typing.remove(typist);
    if (turn != null) {
      turn.end().cancel();
    }
    return turn != null;
  }

  /// Ends all typing states for a connection that leaves. If its session returns, it is sent events
  /// again, but not the ends that came meanwhile.
  private void endTypingFor(Connection connection) {
    typing.keySet().stream()
        .filter(typist -> !connection.isBehind(typist))
        .map(Origin::user)
        .distinct()
        .forEach(user -> connection.send(new TypingStopped(chat, user)));
  }

  @Override
  synchronized boolean remove(Connection connection) {
    if (contains(connection)) {
      endTypingFor(connection);
    }
    boolean closed = super.remove(connection);
    if (closed) {
      typing.values().forEach(turn -> turn.end().cancel());
      typing.clear();
    }
    return closed;
  }
}
