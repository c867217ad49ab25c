package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Proves that an instance with `CLUSTER_SECRET` has put a value under this channel or key.
///
/// The proof is a tag: the first 16 bytes of an HMAC-SHA256. Without a secret, everything stays as
/// it is. With several, the first seals and each opens. A value that does not open is dropped and
/// counted. The log says so at most once in [#PAUSE].
///
/// | value | sealed as |
/// | --- | --- |
/// | a message on a channel | `S`, 16 bytes of tag, the message |
/// | a change that its script publishes | `A`, 40 hex digits of tag, the message |
/// | a value under a key | 22 characters of tag in base64url, the value |
///
/// Only the script knows the revision and the place of a change, and Lua in Redis has no HMAC. So
/// the
/// script gets a key for this change: the HMAC of the channel and the rest of the message, see
/// [Announcement]. The tag is `SHA-1(rev:seq:key)`.
public final class Seal {

  /// The shortest secret, in bytes.
  public static final int MIN_SECRET_BYTES = 32;

  /// The shortest time between two log lines.
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Seal.class.getName());
  private static final String ALGORITHM = "HmacSHA256";
  private static final int TAG = 16;
  private static final int TAG_TEXT = 22;
  private static final int ANNOUNCEMENT_TAG = 40;
  private static final byte SEALED = 'S';
  private static final byte ANNOUNCED_MARK = 'A';
  private static final Pattern ANNOUNCED =
      Pattern.compile("\\{\"rev\":(\\d{1,19}),\"seq\":(\\d{1,19}),");
  private static final int MAX_HEAD = 64;

  // A seal for one purpose opens for no other.
  private enum Purpose {
    MESSAGE('m'),
    ANNOUNCEMENT('a'),
    VALUE('v');

    private final byte label;

    Purpose(char label) {
      this.label = (byte) label;
    }
  }

  private final List<Mac> secrets;
  private final InstantSource clock;
  private long dropped;
  private long told;
  private Instant quietUntil = Instant.MIN;

  private Seal(List<Mac> secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Returns a seal that leaves everything as it is.
  public static Seal none() {
    return of(List.of(), InstantSource.system());
  }

  /// Returns a seal by these secrets.
  ///
  /// @param secrets the first seals, each opens; none leaves everything as it is
  public static Seal of(List<String> secrets, InstantSource clock) {
    return new Seal(secrets.stream().map(Seal::mac).toList(), clock);
  }

  private static Mac mac(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Seals a message for a channel.
  byte[] message(String channel, byte[] message) {
    if (secrets.isEmpty()) {
      return message;
    }
    byte[] tag = hmac(secrets.getFirst(), Purpose.MESSAGE, channel, ByteBuffer.wrap(message));
    return ByteBuffer.allocate(1 + TAG + message.length)
        .put(SEALED)
        .put(tag, 0, TAG)
        .put(message)
        .array();
  }

  /// Returns the key by which a script seals a change that it publishes; empty for no seal.
  String announcementKey(String channel, String rest) {
    return secrets.isEmpty()
        ? ""
        : announcementKey(secrets.getFirst(), channel, ByteBuffer.wrap(rest.getBytes(UTF_8)));
  }

  private static String announcementKey(Mac secret, String channel, ByteBuffer rest) {
    return HexFormat.of().formatHex(hmac(secret, Purpose.ANNOUNCEMENT, channel, rest));
  }

  /// Opens a message of a channel.
  ///
  /// @return the message without its seal; null if it must be dropped
  byte @Nullable [] open(String channel, byte[] sealed) {
    if (secrets.isEmpty()) {
      return sealed;
    }
    byte[] message =
        switch (sealed.length == 0 ? 0 : sealed[0]) {
          case SEALED -> openMessage(channel, sealed);
          case ANNOUNCED_MARK -> openAnnouncement(channel, sealed);
          default -> null;
        };
    if (message == null) {
      drop();
    }
    return message;
  }

  private byte @Nullable [] openMessage(String channel, byte[] sealed) {
    int start = 1 + TAG;
    if (sealed.length < start) {
      return null;
    }
    ByteBuffer message = ByteBuffer.wrap(sealed, start, sealed.length - start);
    byte[] tag = Arrays.copyOfRange(sealed, 1, start);
    return isSealed(Purpose.MESSAGE, channel, message, tag)
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
    byte[] tag = Arrays.copyOfRange(sealed, 1, start);
    int from = start + head.end();
    boolean good = false;
    for (Mac secret : secrets) {
      ByteBuffer rest = ByteBuffer.wrap(sealed, from, sealed.length - from);
      String key = announcementKey(secret, channel, rest);
      good |= MessageDigest.isEqual(announcementTag(head.group(1), head.group(2), key), tag);
    }
    return good ? Arrays.copyOfRange(sealed, start, sealed.length) : null;
  }

  // The tag that the script makes.
  private static byte[] announcementTag(String rev, String seq, String key) {
    try {
      String text = rev + ':' + seq + ':' + key;
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(hash).getBytes(US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Seals a value for a key.
  public String value(String key, String value) {
    if (secrets.isEmpty()) {
      return value;
    }
    byte[] tag =
        hmac(secrets.getFirst(), Purpose.VALUE, key, ByteBuffer.wrap(value.getBytes(UTF_8)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(tag, TAG)) + value;
  }

  /// Opens the value of a key.
  ///
  /// @return the value without its seal; empty if it must be dropped
  public Optional<String> openValue(String key, String sealed) {
    if (secrets.isEmpty()) {
      return Optional.of(sealed);
    }
    if (sealed.length() >= TAG_TEXT) {
      String value = sealed.substring(TAG_TEXT);
      byte[] content = value.getBytes(UTF_8);
      if (isSealed(
          Purpose.VALUE, key, ByteBuffer.wrap(content), tag(sealed.substring(0, TAG_TEXT)))) {
        return Optional.of(value);
      }
    }
    drop();
    return Optional.empty();
  }

  private static byte[] tag(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private boolean isSealed(Purpose purpose, String name, ByteBuffer content, byte[] tag) {
    boolean good = false;
    for (Mac secret : secrets) {
      byte[] right = hmac(secret, purpose, name, content.duplicate());
      good |= MessageDigest.isEqual(Arrays.copyOf(right, TAG), tag);
    }
    return good;
  }

  private static byte[] hmac(Mac secret, Purpose purpose, String name, ByteBuffer content) {
    try {
      // The key is set up once; a clone is used by one thread only.
      Mac mac = (Mac) secret.clone();
      byte[] bytes = name.getBytes(UTF_8);
      mac.update(purpose.label);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      mac.update(bytes);
      mac.update(content);
      return mac.doFinal();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the number of dropped values since the start.
  synchronized long dropped() {
    return dropped;
  }

  private synchronized void drop() {
    dropped++;
    Instant now = clock.instant();
    if (!now.isBefore(quietUntil)) {
      quietUntil = now.plus(PAUSE);
      LOG.log(
          Level.WARNING,
          "Dropped {0,number,#} messages and snapshots that were not sealed by our CLUSTER_SECRET",
          dropped - told);
      told = dropped;
    }
  }

  /// Returns a receiver that opens messages of a channel and hands them on.
  Subscribed.Receiver opening(String channel, Subscribed.Receiver receiver) {
    return secrets.isEmpty() ? receiver : new Opening(channel, receiver);
  }

  private final class Opening implements Subscribed.Receiver {

    private final String channel;
    private final Subscribed.Receiver receiver;

    private Opening(String channel, Subscribed.Receiver receiver) {
      this.channel = channel;
      this.receiver = receiver;
    }

    @Override
    public void message(byte[] message) {
      byte[] opened = open(channel, message);
      if (opened != null) {
        receiver.message(opened);
      }
    }

    @Override
    public void gap() {
      receiver.gap();
    }
  }
}
