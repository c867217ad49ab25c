package com.sup.messenger.architecture;

import org.junit.jupiter.api.Test;

class HexagonTest {

  @Test
  void the_messenger_keeps_every_rule() {
    Hexagon.under("com.sup.messenger")
        .domain("domain")
        .application("application")
        .ports("application.port")
        .memory("application.memory")
        .protocols(
            "json.text",
            "listener",
            "websocket.rfc6455",
            "websocket.engineio",
            "websocket.socketio")
        .shared("json")
        .inbound("websocket", "http")
        .outbound("redis", "postgres", "jwt")
        .bootstrap("bootstrap")
        .outside("architecture")
        .check();
  }
}
