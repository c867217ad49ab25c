package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.socketio.Handshake;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Measures the memory that a packet takes beside its text. It counts all allocations from the text
/// to the event, or to its refusal.
class PayloadCostTest {

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private static final int MIB = 1024 * 1024;

  /// The buffers of a parser, and an exception with its stack.
  private static final int FLAT = 64 * 1024;

  /// The memory of a string of escapes while it is read, as a multiple of its text.
  private static final int TEXTS = 4;

  /// The bound of copied text. Nearly all of this is garbage at once.
  private static final int CARRIED = 24 * OpaqueJson.MAX_BYTES;

  private final EventCodec codec = new EventCodec("/");

  /// Returns values, each of them up to 1 MiB, whose trees would be large.
  static List<String> hostile() {
    return List.of(
        array("{}", MIB / 3),
        array("[]", MIB / 3),
        array("1", MIB / 2),
        array("{}", 49_000),
        array("[[[[[[[[]]]]]]]]", 6_000),
        array("1.5", 49_000),
        "\"" + "x".repeat(MIB - 200) + "\"",
        "\"" + "\\u0436".repeat(MIB / 6 - 100) + "\"",
        object(49_000),
        object(MIB / 10));
  }

  private static String array(String element, int count) {
    return "[" + (element + ",").repeat(count - 1) + element + "]";
  }

  private static String object(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_field_that_no_event_declares_becomes_nothing(String value) {
    costsLittle("2[\"chat:join\",{\"a\":" + value + ",\"chatId\":\"c\"}]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void the_payload_of_an_unknown_event_becomes_nothing(String value) {
    costsLittle("2[\"no:such\"," + value + "]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void arguments_after_the_first_become_nothing(String value) {
    costsLittle("2[\"chat:join\",{\"chatId\":\"c\"}," + value + "]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_field_of_another_kind_becomes_little(String value) {
    costsLittle("2[\"chat:join\",{\"chatId\":" + value + "}]");
    costsLittle("2[\"chat:join-multiple\",{\"chatIds\":" + value + "}]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_value_that_is_carried_becomes_little(String value) {
    for (String packet :
        List.of(
            "2[\"message:new\",{\"metadata\":{\"a\":" + value + "}}]",
            "2[\"call:ice-candidate\",{\"candidate\":" + value + "}]")) {
      assertThat(allocated(() -> handle(packet)))
          .isLessThan((long) TEXTS * packet.length() + CARRIED);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_connect_becomes_little_before_its_token_is_known(String value) {
    for (String name : List.of("a", "cursors", "deviceId")) {
      String text = "0{\"token\":\"x\",\"" + name + "\":" + value + "}";
      assertThat(allocated(() -> arrive(text))).isLessThan((long) TEXTS * text.length() + FLAT);
    }
  }

  @Test
  void a_batch_is_refused_at_the_first_id_that_is_too_many() {
    String ids = array("\"chat_12345678901234\"", 45_000);
    String packet = "2[\"chat:join-multiple\",{\"chatIds\":" + ids + "}]";
    Received.Event event = Payloads.event(packet);
    assertThatThrownBy(() -> codec.decode(event.name(), event.args()))
        .hasMessage("chatIds must name at most 100");
    assertThat(allocated(() -> handle(packet))).isLessThan(FLAT);
  }

  @Test
  void cursors_are_bounded_in_number() {
    assertThat(credentials(cursors(10_000)).cursors()).hasSize(10_000);
    assertThatThrownBy(() -> credentials(cursors(10_001)).cursors())
        .isInstanceOf(ConnectionRefusedException.class);
    assertThatThrownBy(() -> credentials("0{\"cursors\":" + quoted(10_001) + "}").cursors())
        .isInstanceOf(ConnectionRefusedException.class);
    assertThat(credentials("0{\"cursors\":" + quoted(10_000) + "}").cursors()).hasSize(10_000);
  }

  @Test
  void a_text_of_auth_is_bounded() {
    assertThatCode(() -> credentials("0{\"token\":\"" + "x".repeat(16_384) + "\"}"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> credentials("0{\"token\":\"" + "x".repeat(16_385) + "\"}"))
        .isInstanceOf(ConnectionRefusedException.class)
        .hasMessage("token must be at most 16384 characters");
  }

  private static String cursors(int count) {
    return "0{\"cursors\":{" + entries(count) + "}}";
  }

  private static String quoted(int count) {
    return "\"{" + entries(count).replace("\"", "\\\"") + "}\"";
  }

  private static String entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":1")
        .collect(Collectors.joining(","));
  }

  private void costsLittle(String packet) {
    assertThat(allocated(() -> handle(packet))).isLessThan((long) TEXTS * packet.length() + FLAT);
  }

  private void handle(String packet) {
    Received.Event event = Payloads.event(packet);
    try {
      codec.decode(event.name(), event.args());
    } catch (RefusedException _) {
      // Most are refused.
    }
  }

  private static void arrive(String packet) {
    try {
      assertThat(credentials(packet).token()).isEqualTo("x");
    } catch (ConnectionRefusedException _) {
      // Some are refused.
    }
  }

  private static Credentials credentials(String packet) {
    EngineRequest request =
        new EngineRequest("/", Map.of(), Map.of(), "127.0.0.1", false, Instant.EPOCH);
    return new Credentials(new Handshake(request, Payloads.auth(packet)));
  }

  /// Returns the bytes of a run, after other runs that loaded classes and filled pools.
  private static long allocated(Runnable run) {
    run.run();
    run.run();
    long before = allocated();
    run.run();
    return allocated() - before;
  }

  /// Returns all bytes that this thread has ever allocated.
  private static long allocated() {
    try {
      return (Long)
          BEANS.getAttribute(
              new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
