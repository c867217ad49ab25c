package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.EventBus.Listener;
import com.sup.messenger.application.port.bus.Topic;

/// The subscription of this instance to a topic. It lasts while it has a listener.
final class Standing {

  private final Channels channels;
  private final Feed feed;
  private final String channel;
  private boolean ended;
  private boolean stands;

  Standing(Channels channels, Topic topic) {
    this.channels = channels;
    this.feed = new Feed(topic);
    this.channel = channels.of(topic);
  }

  /// Adds a listener, which hears all messages after the return of this call.
  ///
  /// @return false if the subscription has ended
  synchronized boolean add(Listener listener) {
    if (ended) {
      return false;
    }
    if (!stands) {
      begin();
    }
    feed.add(listener);
    return true;
  }

  /// Removes a listener.
  ///
  /// @return true if the subscription has ended
  synchronized boolean remove(Listener listener) {
    feed.remove(listener);
    if (!ended && feed.isEmpty()) {
      end();
    }
    return ended;
  }

  private void begin() {
    try {
      channels.subscribe(channel, feed);
      stands = true;
    } catch (RuntimeException e) {
      ended = true;
      throw e;
    }
  }

  private void end() {
    ended = true;
    channels.unsubscribe(channel);
  }
}
