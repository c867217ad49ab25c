package com.sup.messenger.bootstrap.system;

import java.io.IOException;

/// Sends JSON of a megabyte that takes much more memory when it is parsed.
record JsonTrees(Target target) {

  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final int LENGTH = 1_000_000;

  private static final String MANY = "{},".repeat(LENGTH / 3) + "{}]";

  /// As long as a packet of a client without a token may be.
  private static final String FEW = "{},".repeat(16_000 / 3) + "{}]";

  /// Sends it in the packet that joins the namespace, on WebSockets and by POST.
  Barrage.Done ofStrangers(Barrage.Force force) throws Exception {
    try (Barrage barrage = new Barrage(force, 400)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            String connect = "40{\"token\":\"x\",\"a\":[" + (index % 4 < 2 ? MANY : FEW) + "}";
            if (index % 2 == 0) {
              barrage.sendMessage(barrage.webSocket(target.port(), index), connect);
            } else {
              post(barrage, barrage.tcp(target.port(), index, 0), connect);
            }
          });
    }
  }

  private static void post(Barrage barrage, RawTcp http, String body) throws IOException {
    http.send("GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n");
    String sid = http.readUntil("}").replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    barrage.send(
        http,
        "POST %s&sid=%s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(POLLING, sid, body.length(), body));
  }

  /// Sends it as an event of users, on 24 connections at a time.
  Barrage.Done ofUsers(Barrage.Force force, Users users) throws Exception {
    String event = "420[\"chat:join-multiple\",{\"chatIds\":[" + MANY + "}]";
    try (Barrage barrage = new Barrage(force, 48)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            RawSocketIoClient client = barrage.client(target.port(), index, users.token(target), 0);
            for (int i = 0; i < 4; i++) {
              barrage.sendMessage(client, event);
              client.readUntil("430");
            }
          });
    }
  }
}
