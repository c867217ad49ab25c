package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets of seals, and the tags that they make. The first secret seals, each opens.
record SealKeys(List<Mac> secrets) {

  /// The bytes of a tag.
  static final int TAG = 16;

  private static final String ALGORITHM = "HmacSHA256";

  /// The purpose of a seal. A seal for one purpose opens for no other.
  enum Purpose {
    MESSAGE('m'),
    ANNOUNCEMENT('a'),
    VALUE('v');

    private final byte label;

    Purpose(char label) {
      this.label = (byte) label;
    }
  }

  static SealKeys of(List<String> secrets) {
    return new SealKeys(secrets.stream().map(SealKeys::mac).toList());
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

  boolean isEmpty() {
    return secrets.isEmpty();
  }

  /// Returns the tag of a content under a name.
  byte[] tag(Purpose purpose, String name, byte[] content) {
    return Arrays.copyOf(hmac(secrets.getFirst(), purpose, name, ByteBuffer.wrap(content)), TAG);
  }

  /// Returns true if a secret has made the tag. Takes equally long for each wrong tag.
  boolean isTag(Purpose purpose, String name, ByteBuffer content, byte[] tag) {
    boolean good = false;
    for (Mac secret : secrets) {
      byte[] right = hmac(secret, purpose, name, content.duplicate());
      good |= MessageDigest.isEqual(Arrays.copyOf(right, TAG), tag);
    }
    return good;
  }

  /// Returns the key by which a script seals an announcement.
  ///
  /// @param rest the announcement without the revision and the place
  String announcementKey(String channel, String rest) {
    return announcementKey(secrets.getFirst(), channel, ByteBuffer.wrap(rest.getBytes(UTF_8)));
  }

  private static String announcementKey(Mac secret, String channel, ByteBuffer rest) {
    return HexFormat.of().formatHex(hmac(secret, Purpose.ANNOUNCEMENT, channel, rest));
  }

  /// Returns true if a script has made the tag by a key of a secret.
  boolean isAnnouncementTag(String channel, String rev, String seq, ByteBuffer rest, byte[] tag) {
    boolean good = false;
    for (Mac secret : secrets) {
      String key = announcementKey(secret, channel, rest.duplicate());
      good |= MessageDigest.isEqual(announcementTag(rev, seq, key), tag);
    }
    return good;
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
}
