package com.sup.messenger.application.port.bus;

import com.sup.messenger.application.port.MessageLog;

/// Carries envelopes to every instance that has subscribed to their topic, this one included.
///
/// A hint, not the truth: an envelope may be lost, and those of different publishers may change
/// places; what must not be lost is filled from the [MessageLog]. Envelopes of one publisher for
/// one topic keep their order.
public interface EventBus {

  /// Hands an envelope on; returns before it has arrived everywhere.
  void publish(Envelope envelope);

  /// From the return of this call on, envelopes of the topic reach the listener, until the
  /// subscription is closed. Calls may come from any thread, those for envelopes of one publisher
  /// in order; a listener that blocks delays its own topic only.
  Subscription subscribe(Topic topic, Listener listener);

  /// Takes what comes of a topic, one call at a time.
  @FunctionalInterface
  interface Listener {

    /// An envelope has come.
    void on(Envelope envelope);

    /// Envelopes may have been lost until now, by a subscription that was interrupted or a listener
    /// that was too slow: from now on they come again.
    default void onGap() {}
  }

  /// A standing order for a topic's envelopes.
  interface Subscription extends AutoCloseable {

    /// Ends it; an envelope that is on its way may still arrive.
    @Override
    void close();
  }
}
