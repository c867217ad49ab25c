package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Signal.NotificationsMoved;
import com.sup.messenger.application.port.bus.Topic;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to a user: shows changes of the notifications in their order.
final class UserSubscription extends TopicSubscription {

  UserSubscription(
      Topic.User topic, EventBus bus, Consumer<Signal> onChange, Consumer<Topic> onGap) {
    super(topic, bus, onChange, onGap);
  }

  @Override
  void onSignal(Envelope envelope) {
    if (!(envelope.signal() instanceof NotificationsMoved moved)
        || !show(moved, envelope.except())) {
      super.onSignal(envelope);
    }
  }

  /// @return false if a connection has missed earlier news
  private boolean show(NotificationsMoved moved, Envelope.@Nullable Origin except) {
    List<Delivery> deliveries = moved.events().stream().map(Delivery::new).toList();
    boolean complete = true;
    for (Connection connection : connections()) {
      Runnable sending =
          () -> {
            if (!connection.isBehind(except)) {
              deliveries.forEach(connection::send);
            }
          };
      complete &= connection.state().notifications().hear(moved, sending);
    }
    return complete;
  }
}
