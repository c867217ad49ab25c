package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.redis.json.LogEntry;
import com.sup.messenger.redis.json.RedisJson;
import org.jspecify.annotations.Nullable;

/// An [Envelope] on the channel of its topic.
///
/// It has a signal, or the entry that a script has appended to a log.
record EnvelopeCodec(
    @Nullable Signal signal,
    Envelope.@Nullable Origin except,
    @Nullable Long seq,
    @Nullable LogEntry entry) {

  static String pack(Envelope envelope) {
    return RedisJson.write(new EnvelopeCodec(envelope.signal(), envelope.except(), null, null));
  }

  static Envelope unpack(Topic topic, String json) {
    EnvelopeCodec parcel = RedisJson.read(EnvelopeCodec.class, json);
    return new Envelope(topic, parcel.content(), parcel.except);
  }

  private Signal content() {
    if (signal != null) {
      return signal;
    }
    if (seq == null || entry == null) {
      throw new IllegalStateException("A parcel is empty");
    }
    return new Signal.Appended(entry.at(seq));
  }
}
