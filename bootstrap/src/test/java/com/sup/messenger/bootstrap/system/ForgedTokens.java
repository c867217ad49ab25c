package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// Connects with false credentials: forged or expired tokens, and pages of another origin.
record ForgedTokens(Target target) {

  private static final String FOREIGN = "Origin: https://hush.example\r\n";
  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  /// Opens a number of connections. Tries ten tokens on each.
  void connect(int connections) throws Exception {
    List<String> tokens = tokens();
    new Pace(200).run(connections, index -> connect(tokens, index));
  }

  private List<String> tokens() {
    Jwt ada = Jwt.of("ada-hush", 3_600);
    String right = ada.signed("HS256", target.secret());
    return List.of(
        ada.unsigned("none"),
        ada.unsigned("NONE"),
        ada.unsigned("HS256"),
        ada.signed("none", target.secret()),
        ada.signed("RS256", target.secret()),
        ada.signed("HS256", "hush: not the secret of the service"),
        Jwt.of("ada-hush", -60).signed("HS256", target.secret()),
        right.substring(0, right.length() - 4) + "hush",
        "hush",
        new Jwt(
                "{\"userId\":\"ada\",\"exp\":9999999999,\"type\":\"refresh\",\"hush\":"
                    + "[".repeat(5_000))
            .signed("HS256", target.secret()));
  }

  private void connect(List<String> tokens, int index) throws Exception {
    try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
      for (String token : tokens) {
        client.send("40{\"token\":\"" + token + "\"}");
        assertThat(client.readUntil("4")).as(token).startsWith("44{");
      }
      client.awaitEnd();
    }
    if (index % 10 == 0) {
      refresh(tokens, index);
    }
  }

  private void refresh(List<String> tokens, int index) throws Exception {
    String own = target.token("refresher-" + index);
    try (RawSocketIoClient client = RawSocketIoClient.connect(target.port(), own)) {
      for (String token : tokens) {
        client.send("420[\"auth:refresh\",{\"token\":\"" + token + "\"}]");
        assertThat(client.readUntil("430")).as(token).contains("\"success\":false");
      }
    }
  }

  /// Tries a number of handshakes from a page of another origin.
  void fromElsewhere(int attempts) throws Exception {
    new Pace(400)
        .run(
            attempts,
            index -> {
              boolean webSocket = index % 2 == 0;
              try (RawTcp http = new RawTcp(target.port())) {
                http.send(
                    "GET /socket.io/?EIO=4&transport=%s&token=hush HTTP/1.1\r\nHost: h\r\n%s%s\r\n"
                        .formatted(
                            webSocket ? "websocket" : "polling",
                            FOREIGN,
                            webSocket ? UPGRADE : ""));
                assertThat(http.read()).startsWith("HTTP/1.1 403");
              }
            });
  }
}
