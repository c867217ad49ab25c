package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.redis.json.Json;
import com.sup.messenger.redis.json.LogEntry;
import org.jspecify.annotations.Nullable;

/// An [Envelope] on the channel of its topic.
///
/// It has a signal, or the entry that a script has appended to a log.
record Parcel(
    @Nullable Signal signal,
    Envelope.@Nullable Origin except,
    @Nullable Long seq,
    @Nullable LogEntry entry) {

  static String pack(Envelope envelope) {
    return Json.write(new Parcel(envelope.signal(), envelope.except(), null, null));
  }

  static Envelope unpack(Topic topic, String json) {
    Parcel parcel = Json.read(Parcel.class, json);
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
