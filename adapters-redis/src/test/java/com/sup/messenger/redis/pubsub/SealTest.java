package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

  private static final String CHANNEL = "{c:a}:all";
  private static final byte[] MESSAGE = "{\"signal\":{\"é\":1}}".getBytes(UTF_8);
  private static final String ENTRY = "{\"draft\":\",\\\"entry\\\":}\",\"seq\":7}";

  private final AtomicInteger dropped = new AtomicInteger();
  private final Seal seal = seal("a");

  private Seal seal(String... letters) {
    List<String> secrets = Stream.of(letters).map(letter -> letter.repeat(32)).toList();
    return new Seal(SealKeys.of(secrets), dropped::incrementAndGet);
  }

  /// Returns the message that the script publishes for an entry.
  private static byte[] appended(Seal by, String channel, String seq, String entry)
      throws Exception {
    String rest = "\"entry\":" + entry + "}";
    String key = by.announcementKey(channel, rest);
    byte[] hash =
        MessageDigest.getInstance("SHA-1").digest(("5:" + seq + ":" + key).getBytes(US_ASCII));
    String json = "{\"rev\":5,\"seq\":" + seq + "," + rest;
    return ("A" + HexFormat.of().formatHex(hash) + json).getBytes(UTF_8);
  }

  @Test
  void what_was_sealed_opens_to_the_byte() throws Exception {
    assertThat(seal.open(CHANNEL, seal.message(CHANNEL, MESSAGE))).isEqualTo(MESSAGE);
    assertThat(seal.open(CHANNEL, seal.message(CHANNEL, new byte[0]))).isEmpty();
    assertThat(seal.open(CHANNEL, appended(seal, CHANNEL, "9", ENTRY)))
        .asString(UTF_8)
        .isEqualTo("{\"rev\":5,\"seq\":9,\"entry\":" + ENTRY + "}");
    assertThat(seal.openValue("session:1", seal.value("session:1", "é"))).contains("é");
    assertThat(dropped).hasValue(0);
  }

  @Test
  void without_a_secret_everything_is_as_it_is() {
    Seal none = Seal.none();
    assertThat(none.message(CHANNEL, MESSAGE)).isSameAs(MESSAGE);
    assertThat(none.open(CHANNEL, MESSAGE)).isSameAs(MESSAGE);
    assertThat(none.announcementKey(CHANNEL, ENTRY)).isEmpty();
    assertThat(none.value("key", "value")).isEqualTo("value");
    assertThat(none.openValue("key", "value")).contains("value");
  }

  @Test
  void no_byte_can_be_changed_or_cut_off() throws Exception {
    for (byte[] sealed :
        List.of(seal.message(CHANNEL, MESSAGE), appended(seal, CHANNEL, "12", ENTRY))) {
      for (int i = 0; i < sealed.length; i++) {
        byte[] changed = sealed.clone();
        changed[i] ^= 1;
        assertThat(seal.open(CHANNEL, changed)).as("byte %d", i).isNull();
        byte[] cut = java.util.Arrays.copyOf(sealed, i);
        assertThat(seal.open(CHANNEL, cut)).as("%d bytes", i).isNull();
      }
    }
    String value = seal.value("key", "a value");
    for (int i = 0; i < value.length(); i++) {
      String changed = value.substring(0, i) + '!' + value.substring(i + 1);
      assertThat(seal.openValue("key", changed)).as("character %d", i).isEmpty();
      assertThat(seal.openValue("key", value.substring(0, i))).isEmpty();
    }
  }

  @Test
  void a_seal_holds_for_one_channel_one_key_and_one_purpose() throws Exception {
    assertThat(seal.open("{c:b}:all", seal.message(CHANNEL, MESSAGE))).isNull();
    assertThat(seal.open("{c:b}:all", appended(seal, CHANNEL, "1", ENTRY))).isNull();
    assertThat(seal.openValue("session:2", seal.value("session:1", "x"))).isEmpty();
    // The name takes a part of the content.
    assertThat(seal.openValue("session:1x", seal.value("session:1", "x").replaceFirst("x$", "")))
        .isEmpty();
    byte[] append = appended(seal, CHANNEL, "1", ENTRY);
    append[0] = 'S';
    assertThat(seal.open(CHANNEL, append)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "10", "01", "1 ", "", "-1", "1e3", "99999999999999999999"})
  void the_place_of_an_append_cannot_be_changed(String seq) throws Exception {
    String sealed = new String(appended(seal, CHANNEL, "1", ENTRY), UTF_8);
    String moved = sealed.replace("\"seq\":1,", "\"seq\":" + seq + ",");
    assertThat(seal.open(CHANNEL, moved.getBytes(UTF_8))).isNull();
    String revised = sealed.replace("\"rev\":5,", "\"rev\":" + seq + ",");
    assertThat(seal.open(CHANNEL, revised.getBytes(UTF_8))).isNull();
  }

  @Test
  void while_secrets_change_each_opens_what_the_other_has_sealed() throws Exception {
    Seal old = seal("a", "b");
    Seal next = seal("b", "a");
    assertThat(next.open(CHANNEL, old.message(CHANNEL, MESSAGE))).isEqualTo(MESSAGE);
    assertThat(old.open(CHANNEL, next.message(CHANNEL, MESSAGE))).isEqualTo(MESSAGE);
    assertThat(next.open(CHANNEL, appended(old, CHANNEL, "1", ENTRY))).isNotNull();
    assertThat(next.openValue("k", old.value("k", "v"))).contains("v");
    assertThat(seal("b").open(CHANNEL, old.message(CHANNEL, MESSAGE))).isNull();
    assertThat(seal("b").open(CHANNEL, appended(old, CHANNEL, "1", ENTRY))).isNull();
    assertThat(seal("b").openValue("k", old.value("k", "v"))).isEmpty();
    assertThat(seal.open(CHANNEL, Seal.none().message(CHANNEL, MESSAGE))).isNull();
  }

  @Test
  void what_is_dropped_is_counted_and_told_once_a_minute() {
    java.util.concurrent.atomic.AtomicLong seconds = new java.util.concurrent.atomic.AtomicLong();
    Seal late =
        Seal.of(List.of("a".repeat(32)), () -> java.time.Instant.ofEpochSecond(seconds.get()));
    Logger logger = Logger.getLogger(DroppedSeals.class.getName());
    Told told = new Told();
    logger.addHandler(told);
    try {
      for (int i = 0; i < 120; i++) {
        late.open(CHANNEL, MESSAGE);
        seconds.incrementAndGet();
      }
    } finally {
      logger.removeHandler(told);
    }
    assertThat(told.counts).containsExactly(1L, 60L);
  }

  private static final class Told extends Handler {

    private final List<Object> counts = new ArrayList<>();

    @Override
    public void publish(LogRecord logRecord) {
      counts.add(logRecord.getParameters()[0]);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
