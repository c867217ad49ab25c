package com.sup.messenger.bootstrap.system;

import java.io.IOException;

/// Sends messages on WebSockets that never end.
record EndlessMessages(Target target) {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int CONNECTIONS = 400;
  private static final int TEXT = 0x81;
  private static final int FRAGMENT = 0x01;

  /// Sends as clients without a token, which may send 16 KiB.
  Barrage.Done ofStrangers(Barrage.Force force) throws Exception {
    try (Barrage barrage = new Barrage(force, 10 * CONNECTIONS)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            RawSocketIoClient client = barrage.webSocket(target.port(), index);
            switch (index % 3) {
              case 0 -> unfinished(barrage, client, TEXT, MEBIBYTE);
              case 1 -> unfinished(barrage, client, TEXT, 16 * 1024);
              default -> unfinished(barrage, client, FRAGMENT, 16 * 1024);
            }
          });
    }
  }

  /// Sends as users with a token.
  Barrage.Done ofUsers(Barrage.Force force, Users users) throws Exception {
    try (Barrage barrage = new Barrage(force, CONNECTIONS)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            RawSocketIoClient client = barrage.client(target.port(), index, users.token(target), 0);
            unfinished(barrage, client, index % 2 == 0 ? TEXT : FRAGMENT, MEBIBYTE);
          });
    }
  }

  private static void unfinished(
      Barrage barrage, RawSocketIoClient client, int firstByte, int length) throws IOException {
    client.beginFrame(firstByte, length);
    barrage.sendLetters(client, length - 1);
  }
}
