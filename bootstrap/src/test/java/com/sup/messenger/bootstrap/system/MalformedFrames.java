package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends frames that RFC 6455 forbids, and packets that Engine.IO or Socket.IO forbids. Checks that
/// each ends its connection.
record MalformedFrames(Target target) {

  private static final String PLACE = "{\"_placeholder\":true,\"num\":0}";

  /// Bytes of frames that RFC 6455, sections 5 and 7, forbids. The mask is zero.
  private static final List<String> FRAMES =
      List.of(
          "810568757368", // not masked
          "c18000000000", // RSV1
          "a18000000000",
          "918000000000",
          "838000000000", // opcodes that mean nothing
          "878000000000",
          "8b8000000000",
          "8f8000000000",
          "098000000000", // a ping in fragments
          "088000000000",
          "89fe007e00000000", // a ping of 126 bytes
          "88fe007e00000000",
          "808400000000" + "68757368", // nothing to continue
          "01810000000061" + "81810000000062", // a message within a message
          "81fe000500000000" + "6875736868", // more length than there need be
          "81ff000000000000000500000000" + "6875736868",
          "81ffffffffffffffffff00000000", // a negative length
          "81ff400000000000000000000000", // an endless one
          "828000000000", // a binary packet that nobody waits for
          "828400000000" + "68757368",
          "888100000000" + "68", // half a close code
          "888200000000" + "03e7", // close codes that may not be sent
          "888200000000" + "03ed",
          "888500000000" + "03e8ffffff", // its reason is no UTF-8
          "818200000000" + "34ff", // text that is no UTF-8
          "818300000000" + "34c328",
          "818400000000" + "34eda080", // half a surrogate pair
          "818300000000" + "34c080", // an overlong NUL
          "818500000000" + "34f4908080", // over U+10FFFF
          "018300000000" + "34e282" + "808100000000" + "28"); // broken across fragments

  /// Packets that end a connection before it has joined a namespace.
  private static final List<String> PACKETS =
      List.of(
          "",
          "9",
          "x",
          "2",
          "2probe",
          "1",
          "4",
          "47",
          "4abc",
          "42",
          "42[]",
          "42{}",
          "42[null]",
          "43[]",
          "41",
          "44{}",
          "40[]",
          "40null",
          "40\"hush\"",
          "40{\"token\":",
          "42[\"hush\"]",
          "450-[\"hush\"]",
          "4599999999999-[\"hush\"]",
          "45-1-[\"hush\"]",
          "451.5-[\"hush\"]",
          "45",
          "42abc[\"hush\"]",
          "42" + "9".repeat(400) + "[\"hush\"]",
          "b***",
          "b",
          "42[\"hush\"]hush",
          "40{\"a\":" + "[".repeat(5_000) + "]".repeat(5_001) + "}");

  /// Packets that end a connection in its namespace.
  private static final List<String> IN_NAMESPACE =
      List.of(
          "40",
          "44{}",
          "41{}",
          "42{}",
          "42[]",
          "42[null]",
          "42[\"connect\"]",
          "42[\"disconnect\"]",
          "42[\"newListener\"]",
          "43{}",
          "4211111111111111111111111111[\"hush\"]",
          "42/hush,[\"hush\"]",
          "4599999999999-[\"hush\"]",
          "42[\"hush\",",
          "42[\"hush\"," + "[".repeat(20_000),
          "42[\"hush\",1e99999999999,\"\\ud8\"]",
          "47",
          "9");

  /// Binary packets with their attachments, as frames.
  private static final List<byte[]> BINARY =
      List.of(
          attached("451-[\"hush\",{\"_placeholder\":true,\"num\":1}]", 1),
          attached("451-[\"hush\",{\"_placeholder\":true,\"num\":-1}]", 1),
          attached("451-[\"hush\",{\"_placeholder\":true}]", 1),
          attached("451-[\"hush\",{\"_placeholder\":true,\"num\":{\"_placeholder\":true}}]", 1),
          attached("451-[{\"_placeholder\":true,\"num\":0}]", 1),
          attached("451-[]", 1),
          attached("451-{}", 1),
          attached("451-[\"hush\"]", 2),
          attached("461-{}", 1),
          attached("451-[\"hush\"," + PLACE + "," + PLACE + "]", 1),
          attached(
              "451-[\"message:new\",{\"metadata\":[" + (PLACE + ",").repeat(2_000) + "1]}]", 1),
          attached("451-[\"hush\"," + "[".repeat(70) + PLACE + "]".repeat(71) + "]", 1),
          attached("451-[\"hush\"," + PLACE + "]42[\"hush\"]", 0),
          text("451-[\"hush\"," + PLACE + "]", "42[\"hush\"]"),
          text("451-[\"hush\"," + PLACE + "]", "451-[\"hush\"," + PLACE + "]"),
          text("451-[\"hush\"," + PLACE + "]", "41"));

  private static final int OF_A_USER = 5;
  private static final AtomicInteger CONNECTED = new AtomicInteger();

  /// Opens a number of connections and sends something else on each.
  void send(int count) throws Exception {
    new Pace(1_500).run(count, this::attempt);
  }

  private void attempt(int index) throws Exception {
    switch (index % 10) {
      case 0 -> inNamespace(index);
      case 1, 2, 3 -> frame(text(pick(PACKETS, index)));
      case 4, 5 -> random(new Random(index));
      default -> frame(HexFormat.of().parseHex(pick(FRAMES, index)));
    }
  }

  private static <T> T pick(List<T> all, int index) {
    return all.get(index / 10 % all.size());
  }

  private void frame(byte[] bytes) throws Exception {
    try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
      client.sendBytes(bytes);
      client.awaitEnd();
    }
  }

  private void random(Random random) throws Exception {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
      client.sendBytes(bytes);
      // It may be the beginning of a valid frame.
      client.fin();
      client.awaitEnd();
    }
  }

  private void inNamespace(int index) throws Exception {
    String token = target.token("malformed-" + CONNECTED.getAndIncrement() / OF_A_USER);
    try (RawSocketIoClient client = RawSocketIoClient.connect(target.port(), token)) {
      client.sendBytes(
          index % 20 == 0 ? text(pick(IN_NAMESPACE, index / 2)) : pick(BINARY, index / 2));
      client.awaitEnd();
    }
  }

  private static byte[] attached(String packet, int attachments) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(text(packet));
    for (int i = 0; i < attachments; i++) {
      frames.writeBytes(HexFormat.of().parseHex("828400000000" + "68757368"));
    }
    return frames.toByteArray();
  }

  private static byte[] text(String first, String second) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(text(first));
    frames.writeBytes(text(second));
    return frames.toByteArray();
  }

  /// Returns a masked text frame of up to 64 KiB.
  static byte[] text(String text) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(ISO_8859_1);
    frame.write(0x81);
    if (bytes.length < 126) {
      frame.write(0x80 | bytes.length);
    } else {
      frame.write(0xfe);
      frame.write(bytes.length >> 8);
      frame.write(bytes.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(bytes);
    return frame.toByteArray();
  }
}
