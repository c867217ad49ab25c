package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.redis.json.LogEntry;
import com.sup.messenger.redis.json.RedisJson;
import org.jspecify.annotations.Nullable;

/// An [Envelope] on the channel of its topic.
///
/// It has a signal, or the entry of a log. A script adds the revision and the place to what it
/// announces, see [Announcement].
///
/// @param seq the place of the entry; for a receipt, the place before the move
/// @param appended the revision that made the entry, if this is another version of it
record EnvelopeCodec(
    @Nullable Signal signal,
    Envelope.@Nullable Origin except,
    @Nullable Long rev,
    @Nullable Long seq,
    @Nullable LogEntry entry,
    @Nullable Long appended) {

  static String pack(Envelope envelope) {
    Long rev = envelope.rev() == 0 ? null : envelope.rev();
    return new EnvelopeCodec(envelope.signal(), envelope.except(), rev, null, null, null).json();
  }

  String json() {
    return RedisJson.write(this);
  }

  static Envelope unpack(Topic topic, String json) {
    EnvelopeCodec parcel = RedisJson.read(EnvelopeCodec.class, json);
    long rev = parcel.rev == null ? 0 : parcel.rev;
    return new Envelope(topic, parcel.content(rev), parcel.except, rev);
  }

  private Signal content(long revision) {
    if (signal instanceof Signal.ReceiptMoved moved && seq != null) {
      return moved.from(seq);
    }
    if (signal != null) {
      return signal;
    }
    if (seq == null || entry == null) {
      throw new IllegalStateException("A parcel is empty");
    }
    return appended == null
        ? new Signal.Appended(entry.at(seq, revision))
        : new Signal.Replaced(entry.at(seq, appended));
  }
}
