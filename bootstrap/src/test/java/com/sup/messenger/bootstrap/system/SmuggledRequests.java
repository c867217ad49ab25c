package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// Sends requests whose end is ambiguous. Behind a balancer, an attacker could hide a second
/// request in one. Checks that each is refused, that its connection ends, and that nothing after it
/// is answered.
record SmuggledRequests(Target target) {

  private static final String HIDDEN = "GET /hush HTTP/1.1\r\nHost: h\r\n\r\n";

  /// Headers and a body.
  private static final List<String> ENDS =
      List.of(
          "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
          "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Length: 2, 2\r\n\r\n{}",
          "Content-Length: +2\r\n\r\n{}",
          "Content-Length: -2\r\n\r\n{}",
          "Content-Length: 0x2\r\n\r\n{}",
          "Content-Length:\r\n\r\n{}",
          "Content-Length : 2\r\n\r\n{}",
          "Content-Length\t: 2\r\n\r\n{}",
          "Transfer-Encoding: identity\r\n\r\n",
          "Transfer-Encoding: xchunked\r\n\r\n",
          "Transfer-Encoding: chunked, identity\r\n\r\n",
          "Transfer-Encoding: gzip, chunked\r\n\r\n",
          "Transfer-Encoding: \u000bchunked\r\n\r\n",
          "Transfer-Encoding:\r\n chunked\r\n\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
          "Transfer_Encoding: chunked\r\nTransfer-Encoding : chunked\r\n\r\n",
          "X: \u0000\r\n\r\n",
          "X\u0000: h\r\n\r\n",
          "X: h\nContent-Length: 2\r\n\r\n",
          " X: h\r\n\r\n",
          "X: h\r\n folded: h\r\n\r\n",
          "X: h\r\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n2 \r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n",
          "Transfer-Encoding: chunked\r\n\r\n2\r\n{}hh0\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: h\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 40\r\n\r\n");

  /// Sends a number of each, on each port and with each kind of request.
  void send(int count) throws Exception {
    new Pace(700).run(count, this::attempt);
  }

  private void attempt(int index) throws Exception {
    String end = ENDS.get(index / 4 % ENDS.size());
    switch (index % 4) {
      case 0 -> attempt(target.port(), "POST /hush", end);
      case 1 -> attempt(target.port(), "POST /socket.io/?EIO=4&transport=polling&sid=hush", end);
      case 2 -> attempt(target.metricsPort(), "POST /metrics", end);
      default -> {
        String key = "\r\nAuthorization: Bearer " + target.key();
        attempt(target.apiPort(), "PUT /api/chats/c", key + "\r\n" + end);
      }
    }
  }

  private static void attempt(int port, String line, String end) throws Exception {
    String host = " HTTP/1.1\r\nHost: h" + (end.startsWith("\r\n") ? "" : "\r\n");
    try (RawTcp http = new RawTcp(port)) {
      http.sendAsFarAsItGoes(line + host + end + HIDDEN);
      String answers = http.readAll();
      assertThat(answers.split("HTTP/1\\.1 ", -1)).as("%s%s", line, end).hasSizeLessThan(3);
      assertThat(answers).as(end).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500", "Exception");
    }
  }
}
