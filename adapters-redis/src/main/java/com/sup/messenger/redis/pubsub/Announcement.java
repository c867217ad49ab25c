package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import org.jspecify.annotations.Nullable;

/// A change of a chat that a script publishes in the step in which it makes the change.
///
/// Only the script knows the revision and the place. So it writes them at the front:
/// `{"rev":<rev>,"seq":<place>,` and then the rest of the JSON object, as it gets it. For a
/// receipt, the place is the one before the move.
///
/// @param channel the channel of the chat
/// @param command the command that publishes
/// @param key the key by which the script seals it, see [Seal]; empty for none
/// @param rest the rest of the object. For an entry it follows `"entry":<entry>`, which the script
///     adds, as it gets the entry anyway.
public record Announcement(String channel, String command, String key, String rest) {

  /// The content of an announcement, without the revision and the place.
  ///
  /// @param beginning the beginning of the object, which the script adds itself
  /// @param rest the rest of the object
  public record Content(String beginning, String rest) {

    private static Content of(EnvelopeCodec codec) {
      return new Content("", codec.json().substring(1));
    }

    private static Content of(String entry, EnvelopeCodec codec) {
      String others = codec.json().substring(1);
      return new Content("\"entry\":" + entry, others.equals("}") ? others : "," + others);
    }
  }

  /// Announces a new entry.
  ///
  /// @param entry the entry as JSON
  public static Content appended(String entry) {
    return Content.of(entry, new EnvelopeCodec(null, null, null, null, null, null));
  }

  /// Announces another version of a message.
  ///
  /// @param entry the entry as JSON
  /// @param appended the revision that the new message made
  public static Content replaced(String entry, long appended, Envelope.@Nullable Origin except) {
    return Content.of(entry, new EnvelopeCodec(null, except, null, null, null, appended));
  }

  /// Announces an event for clients.
  public static Content shown(ServerEvent event, Envelope.@Nullable Origin except) {
    return Content.of(new EnvelopeCodec(new Signal.Show(event), except, null, null, null, null));
  }

  /// Announces a receipt, with any place before the move.
  public static Content moved(Signal.ReceiptMoved receipt, Envelope.Origin except) {
    return Content.of(new EnvelopeCodec(receipt, except, null, null, null, null));
  }

  static Announcement of(Channels channels, String channel, Seal seal, Content content) {
    String key = seal.announcementKey(channel, content.beginning() + content.rest());
    return new Announcement(channel, channels.publishCommand(), key, content.rest());
  }
}
