package com.sup.messenger.application.port.bus;

import java.util.List;

/// Carries envelopes to each instance that subscribes to their topic, including this one.
///
/// The bus may lose envelopes, and may reorder those of different publishers. The envelopes of one
/// publisher for one topic keep their order. Lost messages are read again from the log of the chat.
public interface EventBus {

  /// The most envelopes of one round trip. A longer list takes several.
  int MAX_TOGETHER = 500;

  /// Publishes envelopes of one topic or of several. Returns before they have arrived everywhere.
  ///
  /// The envelopes of a topic arrive in the order of the list. The cost of many envelopes is about
  /// that of a few, see [#MAX_TOGETHER]. An empty list costs nothing.
  ///
  /// @throws com.sup.messenger.application.port.UnavailableException if some were not published.
  ///     Each of the others may have been published, and a repeat publishes those again
  void publish(List<Envelope> envelopes);

  /// Publishes an envelope. Returns before it has arrived everywhere.
  ///
  /// @throws com.sup.messenger.application.port.UnavailableException if it was not published, as
  /// far
  ///     as is known
  default void publish(Envelope envelope) {
    publish(List.of(envelope));
  }

  /// Subscribes to a topic. After the return, envelopes reach the listener until the subscription
  /// is closed.
  ///
  /// The listener is called on any thread, in order for the envelopes of one publisher. A listener
  /// that blocks delays its own topic only.
  Subscription subscribe(Topic topic, Listener listener);

  /// Receives the envelopes of a topic, one call at a time.
  @FunctionalInterface
  interface Listener {

    /// Handles an envelope.
    void on(Envelope envelope);

    /// Handles a possible loss of envelopes up to now. An interrupted subscription or a slow
    /// listener is the cause. Later envelopes arrive again.
    default void onGap() {}
  }

  /// The subscription of a listener to a topic.
  interface Subscription extends AutoCloseable {

    /// Ends the subscription. An envelope that is on its way may still arrive.
    @Override
    void close();
  }
}
