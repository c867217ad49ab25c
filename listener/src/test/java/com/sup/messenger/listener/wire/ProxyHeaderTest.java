package com.sup.messenger.listener.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  /// Returns the bytes of a connection, a given number at a time.
  private static ProxyHeader.Source source(String hex, int atATime) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    return into -> {
      int count = Math.min(Math.min(atATime, into.remaining()), bytes.remaining());
      if (count == 0) {
        return -1;
      }
      into.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "2111000cc6336401c00002010d05015b, 198.51.100.1, 3333",
    "2111000fc6336401c00002010d05015b000000, 198.51.100.1, 3333",
    "2121002420010db8000000000000000000000001fd0000000000000000000000000000020d05015b, 2001:db8::1,"
        + " 3333",
  })
  void a_proxy_names_its_client(String rest, String address, int port) throws IOException {
    for (int atATime : new int[] {1, 7, 100}) {
      ProxyHeader.Source source = source(SIGNATURE + rest + "474554", atATime);
      ProxyHeader header = ProxyHeader.read(source);
      assertThat(header.client()).contains(new InetSocketAddress(address, port));
      assertThat(header.rest()).isEmpty();
      ByteBuffer next = ByteBuffer.allocate(1);
      source.read(next);
      assertThat(next.get(0)).isEqualTo((byte) 'G');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20000000", "2100000c000000000000000000000000", "2131000401020304"})
  void a_proxy_that_speaks_for_itself_names_none(String rest) throws IOException {
    ProxyHeader header = ProxyHeader.read(source(SIGNATURE + rest, 100));
    assertThat(header.client()).isEmpty();
    assertThat(header.rest()).isEmpty();
  }

  @Test
  void what_does_not_begin_like_a_header_is_left_to_the_next() throws IOException {
    String request = HexFormat.of().formatHex("GET / HTTP/1.1\r\n\r\n".getBytes());
    ProxyHeader header = ProxyHeader.read(source(request, 3));
    assertThat(header.client()).isEmpty();
    assertThat(new String(header.rest())).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        SIGNATURE,
        SIGNATURE + "2111000cc633",
        SIGNATURE + "11110000",
        SIGNATURE + "22110000",
        SIGNATURE + "21110004c6336401",
        SIGNATURE + "2111ffff",
      })
  void a_header_that_is_broken_or_breaks_off_ends_the_connection(String hex) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ProxyHeader.read(source(hex, 100)));
  }
}
