package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.redis.json.LogEntry;
import org.jspecify.annotations.Nullable;

/// A change of a chat that a script publishes in the step in which it makes the change.
///
/// Only the script knows the revision and the place. So it writes them at the front:
/// `{"rev":<rev>,"seq":<place>,` and then the rest of the JSON object, as it gets it. For a
/// receipt,
/// the place is the one before the move.
///
/// @param channel the channel of the chat
/// @param command the command that publishes
/// @param key the key by which the script seals it, see [Seal]; empty for none
/// @param rest the rest of the object
public record Announcement(String channel, String command, String key, String rest) {

  /// The content of an announcement.
  @FunctionalInterface
  public interface Content {

    /// Returns the object, with a revision and a place that count for nothing.
    EnvelopeCodec codec();
  }

  /// Announces a new entry.
  public static Content appended(LogEntry entry) {
    return () -> new EnvelopeCodec(null, null, null, null, entry, null);
  }

  /// Announces another version of a message.
  ///
  /// @param appended the revision that the new message made
  public static Content replaced(LogEntry entry, long appended, Envelope.@Nullable Origin except) {
    return () -> new EnvelopeCodec(null, except, null, null, entry, appended);
  }

  /// Announces an event for clients.
  public static Content shown(ServerEvent event, Envelope.@Nullable Origin except) {
    return () -> new EnvelopeCodec(new Signal.Show(event), except, null, null, null, null);
  }

  /// Announces a receipt, with any place before the move.
  public static Content moved(Signal.ReceiptMoved receipt, Envelope.Origin except) {
    return () -> new EnvelopeCodec(receipt, except, null, null, null, null);
  }

  static Announcement of(Channels channels, String channel, Seal seal, Content content) {
    String rest = content.codec().json().substring(1);
    return new Announcement(
        channel, channels.publishCommand(), seal.announcementKey(channel, rest), rest);
  }
}
