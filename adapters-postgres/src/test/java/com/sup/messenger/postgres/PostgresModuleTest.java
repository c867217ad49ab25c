package com.sup.messenger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.memory.MemoryEventBus;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.contracts.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("com.sup.messenger.postgres.PostgresProcess#isInstalled")
class PostgresModuleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "&password=correct-horse";

  private final AdapterModule module =
      AdapterModule.installed().stream()
          .filter(installed -> installed.name().equals("postgres"))
          .findFirst()
          .orElseThrow();

  private Adapters open(String url) {
    Map<String, String> values = Map.of("POSTGRES_URL", url, "POSTGRES_CONNECTIONS", "2");
    Variables variables =
        new Variables() {
          @Override
          public <T> T get(Variable<T> variable) {
            return variable.read(values.getOrDefault(variable.name(), ""));
          }
        };
    EventBus bus = new MemoryEventBus();
    Ports.Source earlier =
        new Ports.Source() {
          @Override
          public <P> P adapter(Class<P> port) {
            return port.cast(bus);
          }
        };
    return module.open(
        new AdapterModule.Context(
            "instance", Clock.systemUTC(), variables, OutsideCalls.UNHEARD, earlier));
  }

  @Test
  void it_has_the_ports_that_count_one_revision_of_a_chat() {
    try (Adapters adapters = open(PostgresServer.PROCESS.url())) {
      assertThat(adapters.byPort().keySet())
          .containsExactlyInAnyOrder(
              MessageLog.class,
              ReactionStore.class,
              ReceiptStore.class,
              ChatDirectory.class,
              ChatProfiles.class);
      assertThat(module.needs()).containsExactly(EventBus.class);
    }
  }

  @Test
  void an_outage_and_its_end_are_known_without_a_call() {
    try (PostgresProcess server = PostgresProcess.open();
        Adapters adapters = open(server.url())) {
      var answers = adapters.dependency().orElseThrow();
      assertThat(answers.getAsBoolean()).isTrue();
      server.kill();
      await().atMost(PATIENCE).until(() -> !answers.getAsBoolean());
      server.start();
      await().atMost(PATIENCE).until(answers::getAsBoolean);
      assertThat(adapters.adapter(ChatDirectory.class).orElseThrow().members(Samples.chat()))
          .isEmpty();
    }
  }

  @Test
  void no_log_and_no_exception_shows_the_password() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Logger root = Logger.getLogger("");
    Handler handler = recordingTo(lines);
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try (Adapters _ = open(PostgresServer.PROCESS.url() + PASSWORD)) {
      assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:1/x?user=sup" + PASSWORD))
          .isInstanceOf(UnavailableException.class)
          .satisfies(thrown -> assertNotShown(stack(thrown)));
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
    }
    assertThat(lines).isNotEmpty().allSatisfy(PostgresModuleTest::assertNotShown);
  }

  private static void assertNotShown(String text) {
    assertThat(text).doesNotContain("correct-horse");
  }

  private static String stack(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  private static Handler recordingTo(Queue<String> lines) {
    SimpleFormatter formatter = new SimpleFormatter();
    return new Handler() {
      @Override
      public void publish(LogRecord logRecord) {
        lines.add(formatter.format(logRecord));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void another_url_is_refused_without_its_password() {
    assertThatThrownBy(() -> open("postgres://sup:correct-horse@localhost/x"))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(thrown -> assertNotShown(thrown.getMessage()));
    assertThatThrownBy(() -> open("")).isInstanceOf(ConfigurationException.class);
  }
}
