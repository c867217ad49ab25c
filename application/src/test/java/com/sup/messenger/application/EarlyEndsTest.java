package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.MessageId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that a notification ends though its end came before it was stored.
class EarlyEndsTest extends StateScene {

  /// An end of a notification of Bob's.
  enum End {
    READING(t -> t.read(t.bob, t.newest()), NotificationRead.class),
    DELETION(t -> t.delete(t.ada, t.newest()), NotificationCleared.class),
    REMOVAL(t -> t.application.administration().removeMember(CHAT, BOB), NotificationCleared.class),
    CHAT_DELETION(t -> t.application.administration().deleteChat(CHAT), NotificationCleared.class);

    private final Consumer<EarlyEndsTest> make;
    private final Class<?> told;

    End(Consumer<EarlyEndsTest> make, Class<?> told) {
      this.make = make;
      this.told = told;
    }
  }

  private final AtomicReference<@Nullable Runnable> beforeStoring = new AtomicReference<>();
  private final ChatApplication interrupted =
      new ChatApplication(
          ReplacedPorts.with(ports, NotificationStore.class, "add", beforeStoring),
          Settings.of(Admission.MEMBERS),
          time,
          time,
          "other",
          Observer.NONE);
  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private MessageId newest() {
    return bob.received(MessageNew.class).getLast().message().id();
  }

  @ParameterizedTest
  @EnumSource
  void a_mention_ends_with_its_message(End end) {
    beforeStoring.set(() -> end.make.accept(this));
    interrupted.handle(ada, mentioning(false, BOB));
    assertThat(bob.received(NotificationNew.class)).hasSize(1);
    assertThat(bob.received()).last().isInstanceOf(end.told);
    assertThat(ports.notificationStore().pending(BOB, Instant.MIN)).isEmpty();
  }
}
