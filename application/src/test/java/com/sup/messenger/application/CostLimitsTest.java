package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the limit of cost that each kind of work counts against.
class CostLimitsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final RateLimit ONE = CostLimits.mebibytes(1, 60);
  private static final RateLimit NONE = RateLimit.UNLIMITED;

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);

  private ChatApplication application(RateLimit fanout, RateLimit read, RateLimit stored) {
    Limits limits =
        new Limits(
            new RateLimits(Map.of(), NONE),
            NONE,
            Integer.MAX_VALUE,
            new CostLimits(fanout, read, stored),
            Duration.ofMinutes(30));
    return new ChatApplication(
        ports,
        new Settings(
            Admission.MEMBERS, Timings.DEFAULT, limits, CatchUpBounds.DEFAULT, IceSettings.NONE),
        time,
        time,
        "only",
        Observer.NONE);
  }

  private RecordingConnection connected(ChatApplication application, String user) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, "phone");
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private static ClientEvent message(TempId tempId) {
    EncryptedContent content = new EncryptedContent("x".repeat(64 * 1024));
    return new ClientEvent.SendMessage(CHAT, content, MessageType.TEXT, null, null, tempId);
  }

  private static boolean isAdmitted(ChatApplication at, Connection by, ClientEvent event) {
    try {
      at.handle(by, event);
      return true;
    } catch (RefusedException e) {
      assertThat(e.refusal()).isEqualTo(Refusal.RATE_LIMIT_EXCEEDED);
      assertThat(e.retryAfter()).isPresent();
      return false;
    }
  }

  private static int admitted(ChatApplication at, Connection by, ClientEvent event) {
    int admitted = 0;
    while (isAdmitted(at, by, event)) {
      assertThat(++admitted).isLessThan(1_000);
    }
    return admitted;
  }

  @Test
  void a_message_costs_its_bytes_for_every_member() {
    ChatApplication application = application(ONE, NONE, NONE);
    RecordingConnection ada = connected(application, "ada");
    for (int i = 0; i < 7; i++) {
      ports.chatDirectory().add(CHAT, new UserId("member" + i), 0);
    }
    assertThat(admitted(application, ada, message(null))).isEqualTo(3);
    time.advance(Duration.ofSeconds(60));
    assertThat(isAdmitted(application, ada, message(null))).isTrue();
  }

  @Test
  void a_chat_signal_costs_its_bytes_for_every_member() {
    ChatApplication application = application(ONE, NONE, ONE);
    RecordingConnection ada = connected(application, "ada");
    for (int i = 0; i < 7; i++) {
      ports.chatDirectory().add(CHAT, new UserId("member" + i), 0);
    }
    SignalContent content = new SignalContent("x".repeat(16 * 1024));
    ClientEvent signal = new ClientEvent.SignalChat(CHAT, new SignalType("key"), content);
    assertThat(admitted(application, ada, signal)).isEqualTo(9);
    assertThat(isAdmitted(application, ada, message(null))).isFalse();
    time.advance(Duration.ofSeconds(60));
    assertThat(isAdmitted(application, ada, signal)).isTrue();
  }

  @Test
  void a_message_costs_its_bytes_in_the_store() {
    ChatApplication application = application(NONE, NONE, ONE);
    RecordingConnection ada = connected(application, "ada");
    connected(application, "bob");
    assertThat(admitted(application, ada, message(null))).isEqualTo(17);
  }

  @Test
  void a_repeat_costs_nothing() {
    ChatApplication application = application(ONE, NONE, ONE);
    RecordingConnection ada = connected(application, "ada");
    for (int i = 0; i < 100; i++) {
      assertThat(isAdmitted(application, ada, message(new TempId("again")))).isTrue();
    }
  }

  @Test
  void sync_costs_what_it_answers() {
    ChatApplication application = application(NONE, ONE, NONE);
    RecordingConnection ada = connected(application, "ada");
    for (int i = 0; i < 8; i++) {
      application.handle(ada, message(null));
    }
    ClientEvent all = new ClientEvent.SyncChat(CHAT, 0L, null, 500);
    assertThat(admitted(application, ada, all)).isEqualTo(3);
    assertThat(isAdmitted(application, ada, message(null))).isTrue();
    time.advance(Duration.ofSeconds(60));
    assertThat(isAdmitted(application, ada, all)).isTrue();
  }

  @Test
  void who_has_spent_the_limit_by_coming_back_is_sent_nothing_but_where_there_is_more() {
    ChatApplication application = application(NONE, ONE, NONE);
    RecordingConnection ada = connected(application, "ada");
    ports.chatDirectory().add(CHAT, new UserId("bob"), 0);
    for (int i = 0; i < 12; i++) {
      application.handle(ada, message(null));
    }
    Arrival cursors = new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(0, null)));
    for (int i = 0; i < 4; i++) {
      RecordingConnection bob = new RecordingConnection("bob", "phone");
      application.connect(bob, cursors);
      assertThat(bob.seqs()).hasSize(i < 3 ? 12 : 0);
      assertThat(bob.received(ServerEvent.SyncComplete.class).getFirst().truncated())
          .isEqualTo(i < 3 ? null : List.of(CHAT));
    }
    time.advance(Duration.ofSeconds(60));
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    application.connect(bob, cursors);
    assertThat(bob.seqs()).hasSize(12);
  }

  @Test
  void a_session_costs_the_contents_that_are_read_for_it() {
    ChatApplication application = application(NONE, ONE, NONE);
    RecordingConnection ada = connected(application, "ada");
    ports.chatDirectory().add(CHAT, new UserId("bob"), 0);
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    application.connect(bob, new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(0, null))));
    for (int i = 0; i < 24; i++) {
      application.handle(ada, message(null));
    }
    application.disconnect(bob, true);
    for (int i = 0; i < 6; i++) {
      assertThat(application.claim(bob.recoveryKey(), "unknown", bob.actor(), () -> true))
          .isEmpty();
      time.advance(Duration.ofSeconds(5));
    }
    String received = bob.offset(0);
    assertThat(application.claim(bob.recoveryKey(), received, bob.actor(), () -> true)).isPresent();
    ClientEvent sync = new ClientEvent.SyncChat(CHAT, 0L, null, 1);
    // The debt is collected with the next event, and refuses the one after that.
    application.handle(bob, sync);
    assertThatThrownBy(() -> application.handle(bob, sync))
        .isInstanceOf(RefusedException.class)
        .hasMessage("Too many bytes");
  }
}
