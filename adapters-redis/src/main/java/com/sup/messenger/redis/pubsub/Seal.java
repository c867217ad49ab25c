package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.redis.pubsub.SealKeys.Purpose;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Proves that an instance with `CLUSTER_SECRET` has put a value under this channel or key.
///
/// The proof is a tag: the first 16 bytes of an HMAC-SHA256. Without a secret, everything stays as
/// it is. With several, the first seals and each opens. A value that does not open is dropped, and
/// [DroppedSeals] says so in the log.
///
/// | value | sealed as |
/// | --- | --- |
/// | a message on a channel | `S`, 16 bytes of tag, the message |
/// | a change that its script publishes | `A`, 40 hex digits of tag, the message |
/// | a value under a key | 22 characters of tag in base64url, the value |
///
/// Only the script knows the revision and the place of a change, and Lua in Redis has no HMAC. So
/// the script gets a key for this change: the HMAC of the channel and the rest of the message, see
/// [Announcement]. The tag is `SHA-1(rev:seq:key)`.
public final class Seal {

  /// The shortest secret, in bytes.
  public static final int MIN_SECRET_BYTES = 32;

  private static final int TAG_TEXT = 22;
  private static final int ANNOUNCEMENT_TAG = 40;
  private static final byte SEALED = 'S';
  private static final byte ANNOUNCED_MARK = 'A';
  private static final Pattern ANNOUNCED =
      Pattern.compile("\\{\"rev\":(\\d{1,19}),\"seq\":(\\d{1,19}),");
  private static final int MAX_HEAD = 64;

  private final SealKeys keys;
  private final Runnable drop;

  /// @param drop runs for each value that does not open
  Seal(SealKeys keys, Runnable drop) {
    this.keys = keys;
    this.drop = drop;
  }

  /// Returns a seal that leaves everything as it is.
  public static Seal none() {
    return of(List.of(), InstantSource.system());
  }

  /// Returns a seal by these secrets.
  ///
  /// @param secrets the first seals, each opens; none leaves everything as it is
  public static Seal of(List<String> secrets, InstantSource clock) {
    return new Seal(SealKeys.of(secrets), new DroppedSeals(clock));
  }

  /// Seals a message for a channel.
  byte[] message(String channel, byte[] message) {
    return keys.isEmpty()
        ? message
        : ByteBuffer.allocate(1 + SealKeys.TAG + message.length)
            .put(SEALED)
            .put(keys.tag(Purpose.MESSAGE, channel, message))
            .put(message)
            .array();
  }

  /// Returns the key by which a script seals a change that it publishes; empty for no seal.
  String announcementKey(String channel, String rest) {
    return keys.isEmpty() ? "" : keys.announcementKey(channel, rest);
  }

  /// Opens a message of a channel.
  ///
  /// @return the message without its seal; null if it must be dropped
  byte @Nullable [] open(String channel, byte[] sealed) {
    if (keys.isEmpty()) {
      return sealed;
    }
    byte[] message =
        switch (sealed.length == 0 ? 0 : sealed[0]) {
          case SEALED -> openMessage(channel, sealed);
          case ANNOUNCED_MARK -> openAnnouncement(channel, sealed);
          default -> null;
        };
    if (message == null) {
      drop.run();
    }
    return message;
  }

  private byte @Nullable [] openMessage(String channel, byte[] sealed) {
    int start = 1 + SealKeys.TAG;
    if (sealed.length < start) {
      return null;
    }
    ByteBuffer message = ByteBuffer.wrap(sealed, start, sealed.length - start);
    byte[] tag = Arrays.copyOfRange(sealed, 1, start);
    return keys.isTag(Purpose.MESSAGE, channel, message, tag)
        ? Arrays.copyOfRange(sealed, start, sealed.length)
        : null;
  }

  // The exact form that scripts write: {"rev":<digits>,"seq":<digits>,<rest>
  private byte @Nullable [] openAnnouncement(String channel, byte[] sealed) {
    int start = 1 + ANNOUNCEMENT_TAG;
    if (sealed.length <= start) {
      return null;
    }
    int length = Math.min(MAX_HEAD, sealed.length - start);
    Matcher head = ANNOUNCED.matcher(new String(sealed, start, length, ISO_8859_1));
    if (!head.lookingAt()) {
      return null;
    }
    int from = start + head.end();
    ByteBuffer rest = ByteBuffer.wrap(sealed, from, sealed.length - from);
    byte[] tag = Arrays.copyOfRange(sealed, 1, start);
    return keys.isAnnouncementTag(channel, head.group(1), head.group(2), rest, tag)
        ? Arrays.copyOfRange(sealed, start, sealed.length)
        : null;
  }

  /// Seals a value for a key.
  public String value(String key, String value) {
    if (keys.isEmpty()) {
      return value;
    }
    byte[] tag = keys.tag(Purpose.VALUE, key, value.getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + value;
  }

  /// Opens the value of a key.
  ///
  /// @return the value without its seal; empty if it must be dropped
  public Optional<String> openValue(String key, String sealed) {
    if (keys.isEmpty()) {
      return Optional.of(sealed);
    }
    if (sealed.length() >= TAG_TEXT) {
      String value = sealed.substring(TAG_TEXT);
      ByteBuffer content = ByteBuffer.wrap(value.getBytes(UTF_8));
      if (keys.isTag(Purpose.VALUE, key, content, tag(sealed.substring(0, TAG_TEXT)))) {
        return Optional.of(value);
      }
    }
    drop.run();
    return Optional.empty();
  }

  private static byte[] tag(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /// Returns a receiver that opens messages of a channel and hands them on.
  Subscribed.Receiver opening(String channel, Subscribed.Receiver receiver) {
    return keys.isEmpty() ? receiver : new SealedReceiver(this, channel, receiver);
  }
}
