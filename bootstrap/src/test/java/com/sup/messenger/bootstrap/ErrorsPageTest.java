package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.rfc6455.CloseCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the tables of `docs/errors.md` with the codes in the code.
class ErrorsPageTest {

  private static final Path FILE = Path.of("..", "docs", "errors.md");

  @Test
  void each_code_of_an_event_has_a_row() throws IOException {
    assertThat(rows("Codes of events")).containsExactlyInAnyOrder(names(Refusal.values()));
  }

  @Test
  void each_code_of_a_refused_connection_has_a_row() throws IOException {
    assertThat(rows("Refused connections"))
        .containsExactlyInAnyOrder(names(ConnectionRefusedException.Code.values()));
  }

  @Test
  void each_cause_of_a_disconnect_has_a_row() throws IOException {
    Enum<?>[] all =
        Stream.concat(Stream.of(Ending.values()), Stream.of(CloseReason.values()))
            .toArray(Enum<?>[]::new);
    assertThat(rows("Disconnects")).containsExactlyInAnyOrder(names(all));
  }

  @Test
  void each_close_code_has_a_row() throws IOException {
    assertThat(rows("Close codes of WebSockets"))
        .isEqualTo(constants(CloseCode.class, int.class, String::valueOf));
  }

  @Test
  void each_refusal_of_engine_io_has_a_row() throws IOException {
    assertThat(rows("HTTP answers to clients"))
        .containsAll(constants(EngineError.class, EngineError.class, ErrorsPageTest::answer))
        .contains(answer(EngineError.forbidden("")));
  }

  private static String answer(Object error) {
    EngineError engine = (EngineError) error;
    return engine.status() + ", code " + engine.code();
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  private static List<String> constants(Class<?> of, Class<?> type, Function<Object, String> text) {
    return Arrays.stream(of.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
        .map(field -> text.apply(value(field)))
        .toList();
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /// Returns the first cells of the table in a section.
  private static List<String> rows(String section) throws IOException {
    return Files.readString(FILE)
        .lines()
        .dropWhile(line -> !line.equals("## " + section))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|")[1].strip().replace("`", ""))
        .toList();
  }
}
