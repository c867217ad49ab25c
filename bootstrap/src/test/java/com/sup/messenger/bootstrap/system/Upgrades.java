package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Attempts upgrades to other protocols, and irregular upgrades of a session to WebSocket.
record Upgrades(Target target) {

  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final String HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000";

  /// Attempts a number of upgrades of each kind.
  void attempt(int count) throws Exception {
    new Pace(200).run(count, this::one);
  }

  private void one(int index) throws Exception {
    switch (index % 5) {
      case 0 -> http2(target.port());
      case 1 -> http2(target.apiPort());
      case 2 -> toHttp2();
      case 3 -> compressed();
      default -> abandoned();
    }
  }

  /// Begins with HTTP/2. Checks that the service ends the connection.
  private static void http2(int port) throws IOException {
    try (RawTcp http = new RawTcp(port)) {
      http.sendAsFarAsItGoes(HTTP2 + SETTINGS);
      assertThat(http.readAll()).startsWith("HTTP/1.1 400");
    }
  }

  /// Offers HTTP/2. Checks that the service ignores the offer and answers by HTTP/1.1.
  private void toHttp2() throws IOException {
    try (RawTcp http = new RawTcp(target.port())) {
      http.send(
          "GET /health HTTP/1.1\r\nHost: h\r\nConnection: close, Upgrade, HTTP2-Settings\r\n"
              + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
      assertThat(http.read()).startsWith("HTTP/1.1 200");
    }
  }

  /// Offers compression, which is not accepted, and compresses all the same. Checks that this ends
  /// the connection.
  private void compressed() throws IOException {
    try (RawTcp http = new RawTcp(target.port())) {
      http.send(
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\n"
              + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");
      assertThat(http.read()).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");
      http.send("\u00c1\u0085\u0000\u0000\u0000\u0000hush!");
      http.readUntil("\u0088");
    }
  }

  /// Polls while two WebSockets try to take over the session. One of them may, and then does not.
  private void abandoned() throws IOException {
    try (RawTcp http = new RawTcp(target.port())) {
      Matcher opened = SID.matcher(http.send(get(POLLING)).read());
      assertThat(opened.find()).isTrue();
      String sid = "&sid=" + opened.group(1);
      http.send(get(POLLING + sid));
      try (RawSocketIoClient first = RawSocketIoClient.open(target.port(), sid)) {
        first.send("2probe");
        assertThat(first.read()).isEqualTo("3probe");
        assertThat(http.read()).endsWith("6");
        try (RawSocketIoClient second = RawSocketIoClient.open(target.port(), sid)) {
          second.awaitEnd();
        }
        first.send("2hush");
        first.awaitEnd();
      }
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }
}
