package com.sup.messenger.websocket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketHandshakeTest {

  @Test
  void the_accept_key_is_that_of_the_rfc() {
    assertThat(WebSocketHandshake.acceptKey("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade|WebSocket",
        "Upgrade|h2c, websocket",
        "Connection|upgrade",
        "Connection|keep-alive,  UPGRADE",
        "Sec-WebSocket-Protocol|chat, superchat",
        "Sec-WebSocket-Extensions|permessage-deflate; client_max_window_bits",
      })
  void a_handshake_is_valid_with(String name, String value) {
    assertThat(isValid(Method.GET, name, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade|websockets",
        "Upgrade|''",
        "Connection|keep-alive",
        "Connection|close",
        "Sec-WebSocket-Version|12",
        "Sec-WebSocket-Version|''",
        "Sec-WebSocket-Version|13, 8",
        "Sec-WebSocket-Key|''",
        "Sec-WebSocket-Key|dGhlIHNhbXBsZSBub25j",
        "Sec-WebSocket-Key|dGhlIHNhbXBsZSBub25jZQ",
        "Sec-WebSocket-Key|dGhlIHNhbXBsZSBub25jZSE=",
        "Sec-WebSocket-Key|!!!!!!!!!!!!!!!!!!!!!!==",
        "Sec-WebSocket-Protocol|chat/1",
        "Sec-WebSocket-Protocol|super chat",
      })
  void a_handshake_is_invalid_with(String name, String value) {
    assertThat(isValid(Method.GET, name, value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key"})
  void a_handshake_is_invalid_without(String name) {
    WritableHeaders<?> headers = headers();
    headers.remove(HeaderNames.create(name));
    assertThat(WebSocketHandshake.isValid(prologue(Method.GET), headers)).isFalse();
  }

  @Test
  void a_handshake_is_a_get() {
    assertThat(isValid(Method.GET, "X-Any", "x")).isTrue();
    assertThat(isValid(Method.POST, "X-Any", "x")).isFalse();
    assertThat(isValid(Method.HEAD, "X-Any", "x")).isFalse();
  }

  @Test
  void the_response_selects_the_first_protocol_and_no_extension() throws Exception {
    String head =
        responseTo(
            "Sec-WebSocket-Protocol: chat, superchat\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    assertThat(head.lines())
        .containsExactlyInAnyOrder(
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "Sec-WebSocket-Protocol: chat",
            "X-Extra: yes",
            "");
  }

  @Test
  void the_response_names_no_protocol_where_none_is_offered() throws Exception {
    assertThat(responseTo("")).doesNotContain("Sec-WebSocket-Protocol");
  }

  @Test
  void frames_may_come_with_the_handshake() throws Exception {
    try (EchoServer server = new EchoServer(Duration.ofSeconds(5));
        RawWebSocket client = RawWebSocket.open(new Socket(), server.port(), 0)) {
      client.send(RawWebSocket.concat(RawWebSocket.request(""), RawWebSocket.text("early")));
      client.readHead();
      assertThat(client.read().text()).isEqualTo("early");
    }
  }

  private static String responseTo(String furtherHeaders) throws Exception {
    try (EchoServer server = new EchoServer(Duration.ofSeconds(5));
        RawWebSocket client = RawWebSocket.open(new Socket(), server.port(), 0)) {
      return client.send(RawWebSocket.request(furtherHeaders)).readHead();
    }
  }

  private static boolean isValid(Method method, String name, String value) {
    WritableHeaders<?> headers = headers();
    headers.set(HeaderNames.create(name), value);
    return WebSocketHandshake.isValid(prologue(method), headers);
  }

  private static HttpPrologue prologue(Method method) {
    return HttpPrologue.create("HTTP/1.1", "HTTP", "1.1", method, "/", false);
  }

  private static WritableHeaders<?> headers() {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(HeaderNames.UPGRADE, "websocket");
    headers.set(HeaderNames.CONNECTION, "Upgrade");
    headers.set(HeaderNames.create("Sec-WebSocket-Version"), "13");
    headers.set(HeaderNames.create("Sec-WebSocket-Key"), RawWebSocket.KEY);
    return headers;
  }
}
