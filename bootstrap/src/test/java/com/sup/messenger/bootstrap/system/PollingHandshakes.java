package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Opens sessions by polling and does not use them.
record PollingHandshakes(Target target) {

  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  /// Headers of 16 KB in all.
  private static final String HEADERS =
      IntStream.range(0, 2_650)
          .mapToObj(i -> Integer.toString(i, 36) + ":\r\n")
          .collect(Collectors.joining());

  private static final String QUERY = "&hush=" + "h".repeat(15_000);

  /// Opens sessions with thousands of headers or a long query. Closes them after the answer, or
  /// leaves them open.
  Barrage.Done withMuchToRemember(Barrage.Force force, int count) throws Exception {
    try (Barrage barrage = new Barrage(force, 6_000)) {
      return barrage.fire(
          count,
          (_, index) -> {
            RawTcp http = barrage.tcp(target.port(), index, 0);
            switch (index % 4) {
              case 0 -> closed(barrage, http, open("", HEADERS));
              case 1 -> closed(barrage, http, open(QUERY, ""));
              case 2 -> waiting(barrage, http);
              // Without the line that ends the head.
              default ->
                  barrage.send(http, "GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n" + HEADERS);
            }
          });
    }
  }

  private static String open(String query, String headers) {
    return "GET " + POLLING + query + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n";
  }

  private static void closed(Barrage barrage, RawTcp http, String request) throws IOException {
    try (http) {
      barrage.send(http, request);
      http.read();
    }
  }

  /// Sends a poll for which there is nothing to answer.
  private static void waiting(Barrage barrage, RawTcp http) throws IOException {
    barrage.send(http, open("", ""));
    String sid = http.readUntil("}").replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    barrage.send(http, open("&sid=" + sid, HEADERS));
  }

  /// Sends tiny handshakes, as fast as possible.
  Barrage.Done tiny(Barrage.Force force, int count) throws Exception {
    try (Barrage barrage = new Barrage(force, 100)) {
      return barrage.fire(
          count, (_, index) -> closed(barrage, barrage.tcp(target.port(), index, 0), open("", "")));
    }
  }
}
