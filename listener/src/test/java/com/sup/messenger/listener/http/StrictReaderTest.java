package com.sup.messenger.listener.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.helidon.http.Http1HeadersParser;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {

  private static StrictReader reader(String... arrivals) {
    Iterator<byte[]> bytes = Stream.of(arrivals).map(text -> text.getBytes(ISO_8859_1)).iterator();
    Supplier<byte[]> source = () -> bytes.hasNext() ? bytes.next() : null;
    return new StrictReader(source);
  }

  /// Reads a body as Helidon does.
  private static String body(StrictReader reader) {
    StringBuilder body = new StringBuilder();
    for (int size = size(reader); size > 0; size = size(reader)) {
      body.append(reader.readBuffer(size).readString(size, ISO_8859_1));
      reader.skip(2);
    }
    assertThat(reader.readLine()).isEmpty();
    return body.toString();
  }

  private static int size(StrictReader reader) {
    return Integer.parseInt(reader.readLine(), 16);
  }

  @Test
  void a_body_in_chunks_is_read_wherever_it_is_cut_and_the_next_after_it() {
    String text = "2\r\nab\r\n00A;x=\"y\" \r\n0123456789\r\n0\r\n\r\n1\r\n!\r\n0\r\n\r\nGET";
    for (String[] arrivals : List.of(new String[] {text}, text.split(""))) {
      StrictReader reader = reader(arrivals);
      assertThat(body(reader)).isEqualTo("ab0123456789");
      assertThat(body(reader)).isEqualTo("!");
      assertThat(reader.readAsciiString(3)).isEqualTo("GET");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "+2\r\nab\r\n0\r\n\r\n",
        "-2\r\nab\r\n0\r\n\r\n",
        " 2\r\nab\r\n0\r\n\r\n",
        "0x2\r\nab\r\n0\r\n\r\n",
        "zz\r\nab\r\n0\r\n\r\n",
        ";a=b\r\nab\r\n0\r\n\r\n",
        "80000000\r\n",
        "ffffffff\r\n",
        "ffffffffffffffff\r\n",
        "2\nab\n0\n\n",
        "2\r\nabXX0\r\n\r\n",
        "2\r\nab\n\n0\r\n\r\n",
        "2\r\nabc\r\n0\r\n\r\n",
        "0\r\nX: y\r\n\r\n",
        "0\r\n5\r\nabcde\r\n0\r\n\r\n",
      })
  void what_is_no_chunk_is_refused(String text) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> body(reader(text)))
        .satisfies(
            refusal -> {
              assertThat(refusal.status().code()).isEqualTo(400);
              assertThat(refusal.keepAlive()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2;", "0\r\nx"})
  void a_line_without_an_end_is_refused_before_it_takes_memory(String begin) {
    int[] arrivals = {0};
    Supplier<byte[]> source =
        () -> (arrivals[0]++ == 0 ? begin : "0".repeat(100)).getBytes(ISO_8859_1);
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> body(new StrictReader(source)));
    assertThat(arrivals[0]).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2\r\n", "2\r\na", "2\r\nab", "2\r\nab\r", "0\r\n"})
  void the_end_of_the_connection_is_no_fault(String part) {
    assertThatExceptionOfType(CloseConnectionException.class).isThrownBy(() -> body(reader(part)));
  }

  private static int headers(StrictReader reader) {
    return Http1HeadersParser.readHeaders(reader, 16_384, false).size();
  }

  @Test
  void a_head_has_at_most_128_lines() {
    String most = "a:b\r\n".repeat(StrictReader.MAX_HEADERS) + "\r\n";
    StrictReader twice = reader(most + most);
    assertThat(headers(twice)).isEqualTo(1);
    assertThat(headers(twice)).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> headers(reader("a:b\r\n".repeat(StrictReader.MAX_HEADERS + 2))));
  }
}
