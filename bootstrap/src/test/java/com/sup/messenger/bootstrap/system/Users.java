package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes tokens, each for a new user, so that no user connects more often than allowed.
final class Users {

  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  private static final AtomicInteger NEXT = new AtomicInteger();

  /// Returns a token of a new user.
  String token(Target target) {
    return target.token("user-" + NEXT.getAndIncrement());
  }

  /// Opens a session by polling and sends its token. Returns the session's id.
  String poll(RawTcp http, Target target) throws IOException {
    String opened = http.send("GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("}");
    assertThat(opened).contains("\"sid\"");
    String sid = opened.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    String connect = "40{\"token\":\"" + token(target) + "\"}";
    http.send(
        "POST %s&sid=%s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(POLLING, sid, connect.length(), connect));
    assertThat(http.readUntil("ok")).contains("200");
    return sid;
  }
}
