package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends bodies and requests that are not valid, on both ports.
record MalformedRequests(Target target) {

  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  /// Bodies of a poll's POST. Each must end its session.
  private static final List<String> POLL_BODIES =
      List.of(
          "",
          "9",
          "hush",
          "2",
          "4",
          "4abc",
          "\u001e",
          "40\u001e\u001e4",
          "47",
          "42[\"hush\"]",
          "40[]",
          "40null",
          "b",
          "b***",
          "bA",
          "4\u00ff\u00fe\u0000",
          "\u00c3\u0028",
          "\u00ed\u00a0\u0080",
          "40\u001e9",
          "40{\"token\":\"hush\"",
          "\u0000",
          "40" + "[".repeat(10_000));

  /// Bodies of a back-end's call. Each must be refused by a 4xx.
  private static final List<String> API_BODIES =
      List.of(
          "{",
          "[]",
          "\"hush\"",
          "{\"members\":\"hush\"}",
          "{\"members\":[1]}",
          "{\"members\":[\"hush hush\"]}",
          "hush",
          "{\"name\":{}}",
          "{\"name\":\"\u00ff\u00fe\"}",
          "{\"name\":\"\\ud800\"}",
          "{}hush",
          "{\"settings\":" + "[".repeat(3_000),
          "{\"name\":1e999999999}",
          "null",
          "\u0000");

  /// Bytes that are no request of HTTP/1.1, and requests that must be refused.
  private static final List<String> REQUESTS =
      List.of(
          "hush\r\n\r\n",
          "\u0000\u0001\u0002\u0003\r\n\r\n",
          "GET\r\n\r\n",
          "GET /hush HTTP/9.9\r\nHost: h\r\n\r\n",
          "GET /hush%zz HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=polling&token=%zz%ffhush HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "hu sh: x\r\n\r\n",
          "GET /?hush=\u00ff HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /hush HTTP/1.1\r\n\r\n",
          "GET /hush HTTP/1.1\r\nHost: h\r\nHost: hush\r\n\r\n",
          "GET /hush HTTP/1.1\r\nHost: h:hush\r\n\r\n",
          "GET /hush HTTP/1.1\r\nHost: h\r\nX\r\n\r\n",
          "GET /hush HTTP/1.1\r\nHost: h\r\nX: \u0001hush\r\n\r\n",
          "POST /hush HTTP/1.1\r\nHost: h\r\nContent-Length: hush\r\n\r\nhush",
          "POST /hush HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nhush",
          "POST /hush HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nhush",
          "POST /hush HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhush",
          "POST /hush HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Content-Length: 4\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "hush",
          "POST /hush HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: hush\r\n\r\nhush",
          "POST /hush HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhush\r\n",
          "POST /hush HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "fffffffffffffffff\r\n"
              + "hush",
          "POST /socket.io/?EIO=4&transport=polling&sid=hush HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Expect: hush\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Upgrade: websocket\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Upgrade: hush\r\n"
              + "Connection: Upgrade\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Upgrade: websocket\r\n"
              + "Connection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 12\r\n"
              + "Sec-WebSocket-Key: hush\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=hush HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /socket.io/?EIO=4&transport=polling&sid=__proto__ HTTP/1.1\r\nHost: h\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000",
          "GET /hush HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Connection: Upgrade, HTTP2-Settings\r\n"
              + "Upgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABk\r\n\r\n",
          "CONNECT hush:1 HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET http://hush/../../etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n",
          "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n");

  /// Sends this number of poll bodies, half as many bodies of back-ends, and half as many requests.
  void send(int count) throws Exception {
    new Pace(700).run(count, this::pollBody);
    new Pace(700).run(count / 2, this::apiBody);
    new Pace(700).run(count / 2, this::request);
  }

  private void pollBody(int index) throws Exception {
    String body = POLL_BODIES.get(index % POLL_BODIES.size());
    try (RawTcp http = new RawTcp(target.port())) {
      String opened = http.send("GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n").read();
      Matcher sid = SID.matcher(opened);
      assertThat(sid.find()).as(opened).isTrue();
      String session = POLLING + "&sid=" + sid.group(1);
      http.send(post(session, body, index % 2 == 0)).read();
      // A refused body ends its connection.
      try (RawTcp next = new RawTcp(target.port())) {
        next.send("GET " + session + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(next.readAll()).as(body).containsAnyOf("Session ID unknown", "1", "6");
      }
    }
  }

  private static String post(String path, String body, boolean chunked) {
    String head = "POST " + path + " HTTP/1.1\r\nHost: h\r\n";
    return chunked && !body.isEmpty()
        ? head
            + "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(body.length(), body)
        : head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private void apiBody(int index) throws Exception {
    String body = API_BODIES.get(index % API_BODIES.size());
    try (RawTcp http = new RawTcp(target.apiPort())) {
      http.send(
          "PUT /api/chats/c HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(target.key(), body.length(), body));
      assertThat(http.read()).as(body).startsWith("HTTP/1.1 4");
    }
  }

  private void request(int index) throws Exception {
    String request = REQUESTS.get(index / 2 % REQUESTS.size());
    try (RawTcp http = new RawTcp(index % 2 == 0 ? target.port() : target.apiPort())) {
      http.sendAsFarAsItGoes(request);
      http.fin();
      assertThat(http.readAll()).as(request).doesNotContain("Exception", "\tat ", "io.helidon");
    }
  }
}
