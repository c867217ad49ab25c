package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.util.Locale;

/// Sends POSTs of a megabyte: whole, in chunks, or without their last byte.
record EndlessBodies(Target target) {

  private static final int MEBIBYTE = 1024 * 1024;

  /// A size, in bytes, that a client without a token may send.
  private static final int SMALL = 15 * 1024;

  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  /// Posts to sessions of an instance that does not exist.
  Barrage.Done toInventedSessions(Barrage.Force force) throws Exception {
    try (Barrage barrage = new Barrage(force, 4_000)) {
      return barrage.fire(1_000_000, this::toInventedSession);
    }
  }

  private void toInventedSession(Barrage barrage, int index) throws IOException {
    // The id of an instance has 8 characters, and that of a session 20 more.
    String sid = String.format(Locale.ROOT, "hush%04dhushhushhush%08d", index % 10_000, index);
    RawTcp http = barrage.tcp(target.port(), index, 0);
    send(barrage, http, target.port(), "POST " + POLLING + "&sid=" + sid, index % 5);
  }

  private void send(Barrage barrage, RawTcp http, int port, String line, int way)
      throws IOException {
    String head =
        "%s HTTP/1.1\r\nHost: h%d\r\nAuthorization: Bearer %s\r\n"
            .formatted(line, port, target.key());
    switch (way) {
      case 0 -> announced(barrage, http, head, MEBIBYTE, MEBIBYTE);
      case 1 -> announced(barrage, http, head, MEBIBYTE, MEBIBYTE - 1);
      case 2 -> announced(barrage, http, head, SMALL, SMALL - 1);
      case 3 -> chunked(barrage, http, head, MEBIBYTE, true);
      default -> chunked(barrage, http, head, SMALL, false);
    }
  }

  private static void announced(Barrage barrage, RawTcp http, String head, int length, int sent)
      throws IOException {
    barrage.send(http, head + "Content-Length: " + length + "\r\n\r\n");
    barrage.sendLetters(http, sent);
  }

  private static void chunked(Barrage barrage, RawTcp http, String head, int length, boolean ends)
      throws IOException {
    barrage.send(http, head + "Transfer-Encoding: chunked\r\n\r\n");
    for (int left = length; left > 0 && !barrage.isOver(); left -= 4_096) {
      barrage.send(http, "1000\r\n");
      barrage.sendLetters(http, 4_096);
      barrage.send(http, "\r\n");
    }
    if (ends) {
      barrage.send(http, "0\r\n\r\n");
    }
  }

  /// Posts to sessions of clients with a token. No body is finished.
  Barrage.Done ofKnownSessions(Barrage.Force force, Users users) throws Exception {
    try (Barrage barrage = new Barrage(force, 1_000)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            RawTcp http = barrage.tcp(target.port(), index, 0);
            String sid = users.poll(http, target);
            RawTcp post = barrage.tcp(target.port(), index, 0);
            String line = "POST " + POLLING + "&sid=" + sid;
            send(barrage, post, target.port(), line, index % 2 == 0 ? 1 : 4);
          });
    }
  }

  /// Sends unfinished bodies and heads to the service API and the port of metrics.
  Barrage.Done ofBackEnds(Barrage.Force force) throws Exception {
    try (Barrage barrage = new Barrage(force, 1_024)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            int port = index % 2 == 0 ? target.apiPort() : target.metricsPort();
            RawTcp http = barrage.tcp(port, index, 0);
            if (index % 4 < 2) {
              send(barrage, http, port, "PUT /api/chats/hush", 1);
            } else {
              barrage.send(http, "GET /hush HTTP/1.1\r\n" + "X-Hush: h\r\n".repeat(1_000));
            }
          });
    }
  }
}
