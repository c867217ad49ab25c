package com.sup.messenger.bootstrap.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.domain.ChatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdapterFailuresTest {

  private static final Logger LOG = Logger.getLogger(FailureLines.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final List<String> counted = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final AdapterFailures failures =
      new AdapterFailures(
          () -> now, (port, unavailable) -> counted.add(port.getSimpleName() + unavailable));

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private PushOutbox failing(Supplier<RuntimeException> failure) {
    PushOutbox wrong =
        (_, _) -> {
          throw failure.get();
        };
    return failures
        .watching("acme", Adapters.none().with(PushOutbox.class, wrong))
        .adapter(PushOutbox.class)
        .orElseThrow();
  }

  @SuppressWarnings("NullAway") // The arguments do not matter.
  private static void call(PushOutbox outbox) {
    @Nullable RuntimeException thrown = null;
    try {
      outbox.add(Set.of(), null);
    } catch (RuntimeException e) {
      thrown = e;
    }
    assertThat(thrown).isNotNull();
  }

  @Test
  void a_failure_is_logged_with_port_module_message_cause_and_place() {
    Exception cause = new java.sql.SQLException("relation 'pushes' does not exist");
    call(failing(() -> new UnavailableException("The database refuses", cause)));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith(
            "The adapter of PushOutbox.add of module acme failed:"
                + " com.sup.messenger.application.port.UnavailableException: The database refuses,"
                + " caused by java.sql.SQLException: relation 'pushes' does not exist at "
                + AdapterFailuresTest.class.getName())
        .doesNotContain("\n");
    assertThat(counted).containsExactly("PushOutboxtrue");
  }

  @Test
  void each_kind_is_logged_once_in_ten_seconds() {
    PushOutbox away = failing(() -> new UnavailableException("away"));
    PushOutbox broken = failing(() -> new IllegalStateException("broken"));
    for (int i = 0; i < 5; i++) {
      call(away);
      call(broken);
    }
    assertThat(lines).hasSize(2);
    now = now.plus(Duration.ofSeconds(10));
    call(away);
    assertThat(lines).hasSize(3);
    assertThat(lines.getLast()).contains("failed (and 4 calls of the port before): ");
    assertThat(counted).hasSize(11).contains("PushOutboxfalse");
  }

  @Test
  void the_exception_is_handed_on_and_shows_no_argument() {
    ChatProfiles right =
        com.sup.messenger.application.memory.MemoryPorts.create(() -> now).chatProfiles();
    assertThat(
            failures
                .watching("memory", Adapters.none().with(ChatProfiles.class, right))
                .adapter(ChatProfiles.class)
                .orElseThrow()
                .of(new ChatId("crew")))
        .isEmpty();
    assertThat(lines).isEmpty();
    IllegalStateException thrown = new IllegalStateException("x");
    PushOutbox broken = failing(() -> thrown);
    assertThatThrownBy(() -> broken.add(Set.of(), null)).isSameAs(thrown);
  }

  @Test
  void no_line_shows_content() {
    Quoted quoted =
        new Quoted(new Object[] {new ChatId("crew-7"), List.of("c29tZSBjb250ZW50"), null});
    assertThat(quoted.hiddenIn("no row for crew-7")).isEqualTo("no row for (hidden)");
    assertThat(quoted.hiddenIn("value c29tZSBjb250ZW50 too long")).doesNotContain("c29t");
    assertThat(quoted.hiddenIn("constraint \"messages_pkey\"\nDetail: Key (c)=(secret)"))
        .isEqualTo("constraint \"messages_pkey\"");
    assertThat(quoted.hiddenIn("Unexpected 'grüße an dich' near {\"content\":\"secret\"}"))
        .isEqualTo("Unexpected (hidden) near (hidden)");
    assertThat(quoted.hiddenIn("Key (content)=(secret) exists")).doesNotContain("secret");
    assertThat(quoted.hiddenIn("x".repeat(9_000))).hasSize(203);
    assertThat(quoted.hiddenIn(null)).isEqualTo("no message");
  }
}
