package com.sup.messenger.application.port.bus;

/// Carries envelopes to each instance that subscribes to their topic, including this one.
///
/// The bus may lose envelopes, and may reorder those of different publishers. The envelopes of one
/// publisher for one topic keep their order. Lost messages are read again from the log of the chat.
public interface EventBus {

  /// Publishes an envelope. Returns before it has arrived everywhere.
  void publish(Envelope envelope);

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
