package com.sup.messenger.redis;

import com.sup.messenger.application.port.EventBus.Listener;
import com.sup.messenger.application.port.Topic;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.StringCodec;

/// The one subscription of this instance to a topic, as long as anybody listens.
final class Standing {

  private final RedisConnection redis;
  private final Channels channels;
  private final Feed feed;
  private final String channel;
  private int statusId;
  private int messagesId;
  private boolean ended;
  private volatile boolean stands;

  Standing(RedisConnection redis, Channels channels, Topic topic) {
    this.redis = redis;
    this.channels = channels;
    this.feed = new Feed(topic);
    this.channel = Channels.of(topic);
  }

  /// Lets a listener hear, from the return of this call on; false where this has ended.
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

  /// Takes a listener out; tells whether this has ended with it.
  synchronized boolean remove(Listener listener) {
    feed.remove(listener);
    if (!ended && feed.isEmpty()) {
      end();
    }
    return ended;
  }

  private void begin() {
    try {
      statusId = redis.<Integer>call(r -> topic(r).addListenerAsync(new Status()));
      messagesId =
          redis.<Integer>call(
              r -> topic(r).addListenerAsync(String.class, (_, parcel) -> feed.offer(parcel)));
      stands = true;
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  private void end() {
    ended = true;
    redis.send(r -> topic(r).removeListenerAsync(statusId, messagesId));
  }

  private RTopic topic(RedissonClient redisson) {
    return channels.open(redisson, channel, StringCodec.INSTANCE);
  }

  private final class Status implements StatusListener {

    // Redisson subscribes again by itself when the connection is back.
    @Override
    public void onSubscribe(String channel) {
      if (stands) {
        feed.gap();
      }
    }

    @Override
    public void onUnsubscribe(String channel) {}
  }
}
