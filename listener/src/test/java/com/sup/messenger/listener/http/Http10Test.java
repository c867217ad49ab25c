package com.sup.messenger.listener.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Http10Test {

  private final AtomicBoolean is10 = new AtomicBoolean();

  private String translated(String... arrivals) {
    Iterator<byte[]> bytes = Stream.of(arrivals).map(text -> text.getBytes(ISO_8859_1)).iterator();
    byte[] request =
        Http10.translate(
            bytes.next(),
            () -> bytes.hasNext() ? bytes.next() : null,
            "here:1",
            () -> is10.set(true));
    return new String(request, ISO_8859_1);
  }

  @Test
  void a_request_of_1_0_becomes_one_of_1_1_with_a_host() {
    String request = "HEAD /health HTTP/1.0\r\nX: y\r\n\r\nbody";
    for (String[] arrivals : List.of(new String[] {request}, request.split(""))) {
      assertThat(translated(arrivals))
          .startsWith("HEAD /health HTTP/1.1\r\nHost: here:1\r\nX: y\r\n\r\n");
      assertThat(is10).isTrue();
    }
  }

  @Test
  void a_host_that_is_there_stays() {
    assertThat(translated("GET / HTTP/1.0\r\nhOST: there\r\n\r\n"))
        .isEqualTo("GET / HTTP/1.1\r\nhOST: there\r\n\r\n");
  }

  @Test
  void an_upgrade_is_ignored() {
    assertThat(
            translated(
                "GET / HTTP/1.0\r\n"
                    + "Host: h\r\n"
                    + "UPGRADE: websocket\r\n"
                    + "X: upgrade: y\r\n\r\n"
                    + "Upgrade: z"))
        .isEqualTo("GET / HTTP/1.1\r\nHost: h\r\nX: upgrade: y\r\n\r\nUpgrade: z");
  }

  @Test
  void all_else_comes_through_as_it_is() {
    for (String request :
        List.of(
            "GET / HTTP/1.1\r\nHo",
            "GET / HTTP/1.10\r\n",
            "GET / HTTP/2.0\r\n",
            "nonsense",
            "\r\n",
            "GET /" + "a".repeat(40_000))) {
      assertThat(translated(request)).isEqualTo(request);
    }
    assertThat(is10).isFalse();
  }
}
