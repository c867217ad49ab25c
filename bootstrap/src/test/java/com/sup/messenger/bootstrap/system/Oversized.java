package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.HexFormat;

/// Sends input that is larger than every limit.
record Oversized(Target target) {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final byte[] FRAGMENT = new byte[60_008];

  static {
    System.arraycopy(HexFormat.of().parseHex("00feea6000000000"), 0, FRAGMENT, 0, 8);
  }

  /// Sends all kinds, for a number of rounds.
  void send(int rounds) throws Exception {
    new Pace(40).run(13 * rounds, this::attempt);
  }

  private void attempt(int index) throws Exception {
    switch (index % 13) {
      case 0 -> announced("81ff0000000000200000" + "00000000");
      case 1 -> announced("81ff7fffffffffffffff" + "00000000");
      case 2 -> endlessFragments();
      case 3 -> head("X-Hush: " + "h".repeat(200_000) + "\r\n", target.port());
      case 4 -> head("X: h\r\n".repeat(20_000), target.apiPort());
      case 5 -> requestLine();
      case 6 -> body(target.port(), "/socket.io/?EIO=4&transport=polling&sid=hush");
      case 7 -> body(target.apiPort(), "/api/chats/c");
      case 8 -> chunks();
      case 9 -> endless(target.port(), "POST /hush", "");
      case 10 -> endless(target.port(), "POST /socket.io/?EIO=4&transport=polling&sid=hush", "");
      case 11 -> endless(target.apiPort(), "PUT /api/chats/c", "2\r\n{}\r\n0\r\n");
      default -> longName();
    }
  }

  private void announced(String header) throws IOException {
    try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
      client.sendBytes(HexFormat.of().parseHex(header));
      client.awaitEnd();
    }
  }

  private void endlessFragments() throws IOException {
    try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
      client.sendBytes((byte) 0x01, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
      for (int sent = 0; sent < 4 * MEBIBYTE; sent += FRAGMENT.length) {
        client.sendBytes(FRAGMENT);
      }
      client.awaitEnd();
    } catch (SocketException _) {
      // The service cuts the connection.
    }
  }

  private void longName() throws IOException {
    byte[] frame = new byte[MEBIBYTE + 15];
    System.arraycopy(HexFormat.of().parseHex("81ff000000000010000100000000"), 0, frame, 0, 14);
    java.util.Arrays.fill(frame, 14, frame.length, (byte) 'h');
    String token = target.token("long-" + Long.toHexString(System.nanoTime()));
    try (RawSocketIoClient client = RawSocketIoClient.connect(target.port(), token)) {
      client.send("42[\"" + "hush".repeat(15_000) + "\"]");
      client.send("42[\"message:new\",{\"chatId\":\"" + "hush".repeat(15_000) + "\"}]");
      assertThat(client.readUntil("42[\"error\"")).contains("INVALID_PAYLOAD");
      client.sendBytes(frame);
      client.awaitEnd();
    } catch (SocketException _) {
      // The service cuts the connection.
    }
  }

  private void head(String headers, int port) throws IOException {
    try (RawTcp http = new RawTcp(port)) {
      http.sendAsFarAsItGoes("GET /hush HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
      assertThat(http.readAll()).doesNotContain("HTTP/1.1 2");
    }
  }

  private void requestLine() throws IOException {
    try (RawTcp http = new RawTcp(target.port())) {
      http.sendAsFarAsItGoes("GET /hush?" + "h".repeat(200_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(http.readAll()).doesNotContain("HTTP/1.1 2");
    }
  }

  private void body(int port, String path) throws IOException {
    try (RawTcp http = new RawTcp(port)) {
      http.sendAsFarAsItGoes(
          "POST %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, 6 * MEBIBYTE));
      http.sendAsFarAsItGoes("hush".repeat(6 * MEBIBYTE / 4));
      assertThat(http.readAll()).doesNotContain("HTTP/1.1 2");
    }
  }

  /// Sends the size of a chunk, or a trailer, as a line without an end.
  private void endless(int port, String line, String begin) throws IOException {
    try (RawTcp http = new RawTcp(port)) {
      http.send(
          "%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n\r\n%s"
              .formatted(line, target.key(), begin));
      for (int sent = 0; sent < 8; sent++) {
        http.sendAsFarAsItGoes("0".repeat(MEBIBYTE));
      }
      assertThat(http.readAll()).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500");
    }
  }

  /// Sends chunks without an end.
  private void chunks() throws IOException {
    try (RawTcp http = new RawTcp(target.apiPort())) {
      http.send(
          "PUT /api/chats/c HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(target.key()));
      for (int sent = 0; sent < 8; sent++) {
        http.sendAsFarAsItGoes("100000\r\n" + "h".repeat(MEBIBYTE) + "\r\n");
      }
      assertThat(http.readAll()).doesNotContain("HTTP/1.1 2");
    }
  }
}
