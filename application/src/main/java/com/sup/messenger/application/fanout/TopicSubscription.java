package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to a topic: the connections of this instance that follow it. The bus is
/// subscribed while there is at least one.
///
/// A subscription that has become empty is closed for good, and replaced by a new one. Signals that
/// come before its begin wait for it. At most [#MAX_EARLY] do: beyond that they count as lost.
class TopicSubscription {

  private static final int MAX_EARLY = 256;

  private final Topic topic;
  private final EventBus bus;
  private final Consumer<Signal> onChange;
  private final Consumer<Topic> onGap;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final List<Envelope> early = new ArrayList<>(0);
  private EventBus.@Nullable Subscription subscription;
  private boolean begun;
  private boolean closed;

  /// Creates a subscription without connections.
  ///
  /// @param onChange is called with the signals that are not shown to clients; must not block
  /// @param onGap is called with the topic if it may have lost envelopes; must not block
  TopicSubscription(Topic topic, EventBus bus, Consumer<Signal> onChange, Consumer<Topic> onGap) {
    this.onGap = onGap;
    this.topic = topic;
    this.bus = bus;
    this.onChange = onChange;
  }

  /// Adds a connection.
  ///
  /// @return false if the subscription is closed
  synchronized boolean add(Connection connection) {
    if (!open()) {
      return false;
    }
    connections.add(connection);
    return true;
  }

  /// Subscribes to the bus, if that was not done before, and begins.
  ///
  /// @return false if the subscription is closed
  final boolean open() {
    subscribe();
    if (!closed && !begun) {
      onOpen();
      begin();
    }
    return !closed;
  }

  /// Subscribes to the bus. The subscription begins later.
  ///
  /// @return false if that was done before, or the subscription is closed
  final synchronized boolean subscribe() {
    if (closed || subscription != null) {
      return false;
    }
    subscription = bus.subscribe(topic, new Ear());
    return true;
  }

  /// Handles the signals that have come since the bus was subscribed, and all later ones at once.
  /// Is called in the lock.
  final void begin() {
    begun = true;
    if (early.size() == MAX_EARLY) {
      onGap.accept(topic);
    }
    early.forEach(this::handle);
    early.clear();
  }

  /// Returns true if signals are handled. Is called in the lock.
  final boolean hasBegun() {
    return begun;
  }

  /// Removes a connection.
  ///
  /// @return true if the subscription is closed now
  synchronized boolean remove(Connection connection) {
    connections.remove(connection);
    if (connections.isEmpty() && !closed) {
      closed = true;
      if (subscription != null) {
        subscription.close();
      }
    }
    return closed;
  }

  /// Stops sending to a connection. Only [#remove] closes the subscription.
  final synchronized void exclude(Connection connection) {
    connections.remove(connection);
  }

  synchronized boolean contains(Connection connection) {
    return connections.contains(connection);
  }

  synchronized Set<Connection> connections() {
    return Set.copyOf(connections);
  }

  private final class Ear implements EventBus.Listener {

    @Override
    public void on(Envelope envelope) {
      hear(envelope);
    }

    @Override
    public void onGap() {
      onGap.accept(topic);
    }
  }

  private synchronized void hear(Envelope envelope) {
    if (begun && !closed) {
      handle(envelope);
    } else if (early.size() < MAX_EARLY) {
      early.add(envelope);
    }
  }

  private void handle(Envelope envelope) {
    try {
      onSignal(envelope);
    } catch (UnavailableException _) {
      onGap.accept(topic);
    }
  }

  /// Prepares the begin, unless somebody else did. Is called in the lock, after the bus was
  /// subscribed.
  void onOpen() {}

  /// Handles a signal. Is called in the lock.
  void onSignal(Envelope envelope) {
    switch (envelope.signal()) {
      case Signal.Show(ServerEvent event) -> broadcast(event, envelope.except());
      case Signal.ShowOn(DeviceId device, ServerEvent event) ->
          showOn(device, event, envelope.except());
      default -> onChange.accept(envelope.signal());
    }
  }

  private void showOn(DeviceId device, ServerEvent event, Envelope.@Nullable Origin except) {
    Delivery delivery = new Delivery(event);
    connections.stream()
        .filter(connection -> connection.actor().device().equals(device))
        .filter(connection -> !connection.isBehind(except))
        .forEach(connection -> connection.send(delivery));
  }

  /// Sends an event to all connections, except the one that caused it. Is called in the lock.
  final void broadcast(ServerEvent event, Envelope.@Nullable Origin except) {
    Delivery delivery = new Delivery(event);
    for (Connection connection : connections) {
      if (!connection.isBehind(except) && admits(connection, event)) {
        connection.send(delivery);
      }
    }
  }

  /// Returns true if a connection needs the event.
  boolean admits(Connection connection, ServerEvent event) {
    return true;
  }
}
