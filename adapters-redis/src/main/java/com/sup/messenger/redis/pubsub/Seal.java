package com.sup.messenger.redis.pubsub;

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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Shows that what comes out of Redis was put there by an instance that knows `CLUSTER_SECRET`, for
/// this very channel or key: HMAC-SHA256, the first 16 bytes of it.
///
/// Without a secret everything stays as it is. With several, the first seals and each opens. What
/// does not open is dropped, counted, and told at most once in [#PAUSE].
///
/// | what | is sealed as |
/// | --- | --- |
/// | a message on a channel | `S`, 16 bytes of tag, the message |
/// | an append that its script publishes | `A`, 40 hex digits of tag, the message |
/// | a value | 22 characters of tag in base64url, the value |
///
/// The script alone knows the place of an append, and Lua in Redis has no HMAC. So it is given a
/// key
/// for this entry alone, which is the HMAC of channel and entry, and its tag is `SHA-1(seq:key)`.
public final class Seal {

  /// The least that a secret has, in bytes.
  public static final int MIN_SECRET_BYTES = 32;

  /// From one line of the log to the next.
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Seal.class.getName());
  private static final String ALGORITHM = "HmacSHA256";
  private static final int TAG = 16;
  private static final int TAG_TEXT = 22;
  private static final int APPEND_TAG = 40;
  private static final byte SEALED = 'S';
  private static final byte APPENDED = 'A';
  private static final byte[] SEQ = "{\"seq\":".getBytes(US_ASCII);
  private static final byte[] ENTRY = ",\"entry\":".getBytes(US_ASCII);
  private static final int MAX_DIGITS = 19;

  // What is sealed for one purpose opens for no other.
  private enum Purpose {
    MESSAGE('m'),
    APPEND('a'),
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

  /// Leaves everything as it is.
  public static Seal none() {
    return of(List.of(), InstantSource.system());
  }

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

  /// A message as it goes over a channel.
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

  /// The key by which a script seals what it publishes of an entry; empty for not at all.
  String appendKey(String channel, String entry) {
    return secrets.isEmpty()
        ? ""
        : appendKey(secrets.getFirst(), channel, ByteBuffer.wrap(entry.getBytes(UTF_8)));
  }

  private static String appendKey(Mac secret, String channel, ByteBuffer entry) {
    return HexFormat.of().formatHex(hmac(secret, Purpose.APPEND, channel, entry));
  }

  /// What has been sealed for a channel, without its seal; null if it must be dropped.
  byte @Nullable [] open(String channel, byte[] sealed) {
    if (secrets.isEmpty()) {
      return sealed;
    }
    byte[] message =
        switch (sealed.length == 0 ? 0 : sealed[0]) {
          case SEALED -> openMessage(channel, sealed);
          case APPENDED -> openAppend(channel, sealed);
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

  // The form of the script, to the byte: {"seq":<digits>,"entry":<entry>}
  private byte @Nullable [] openAppend(String channel, byte[] sealed) {
    int start = 1 + APPEND_TAG;
    int digits = start + SEQ.length;
    int end = digits;
    while (end < sealed.length && sealed[end] >= '0' && sealed[end] <= '9') {
      end++;
    }
    int entry = end + ENTRY.length;
    if (end == digits
        || end - digits > MAX_DIGITS
        || entry >= sealed.length
        || !Arrays.equals(sealed, start, digits, SEQ, 0, SEQ.length)
        || !Arrays.equals(sealed, end, entry, ENTRY, 0, ENTRY.length)
        || sealed[sealed.length - 1] != '}') {
      return null;
    }
    String seq = new String(sealed, digits, end - digits, US_ASCII);
    byte[] tag = Arrays.copyOfRange(sealed, 1, start);
    boolean good = false;
    for (Mac secret : secrets) {
      ByteBuffer content = ByteBuffer.wrap(sealed, entry, sealed.length - 1 - entry);
      good |= MessageDigest.isEqual(appendTag(seq, appendKey(secret, channel, content)), tag);
    }
    return good ? Arrays.copyOfRange(sealed, start, sealed.length) : null;
  }

  // As the script makes it.
  private static byte[] appendTag(String seq, String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((seq + ':' + key).getBytes(US_ASCII));
      return HexFormat.of().formatHex(hash).getBytes(US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A value as it is kept under a key.
  public String value(String key, String value) {
    if (secrets.isEmpty()) {
      return value;
    }
    byte[] tag =
        hmac(secrets.getFirst(), Purpose.VALUE, key, ByteBuffer.wrap(value.getBytes(UTF_8)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(tag, TAG)) + value;
  }

  /// What has been kept under a key, without its seal; empty if it must be dropped.
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

  /// How much has been dropped so far.
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

  /// Hears a channel, of which it hands on what opens.
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
