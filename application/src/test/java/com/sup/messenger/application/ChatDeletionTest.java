package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ServerEvent.ChatRemoved;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that a deletion of a chat, or a removal, leaves nothing if it fails half way.
class ChatDeletionTest extends StateScene {

  private static final Duration ROUND = Duration.ofSeconds(31);

  private final AtomicReference<@Nullable Runnable> fault = new AtomicReference<>();

  private RecordingConnection bob;
  private Message message;

  /// A call of the deletion that fails once.
  enum Step {
    PUBLICATION(EventBus.class, "publish"),
    MESSAGES(MessageLog.class, "delete"),
    REACTIONS(ReactionStore.class, "forget"),
    RECEIPTS(ReceiptStore.class, "forget"),
    HISTORY(ChatDirectory.class, "showHistory"),
    PROFILE(ChatProfiles.class, "delete");

    private final Class<?> port;
    private final String method;

    Step(Class<?> port, String method) {
      this.port = port;
      this.method = method;
    }
  }

  @BeforeEach
  void a_chat_has_all_that_a_chat_may_have() {
    application.start();
    application
        .administration()
        .putChat(CHAT, new ChatUpdate(Map.of(), true, Set.of(ADA, BOB), null));
    RecordingConnection ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
    message = send(ada, mentioning(false, BOB));
    Message answer = send(bob, "answer");
    react(bob, message.id());
    read(ada, answer.id());
    delivered(bob, message.id());
  }

  private Administration failingAt(Step step) {
    Ports failing = ReplacedPorts.with(ports, step.port, step.method, fault);
    return new ChatApplication(
            failing, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE)
        .administration();
  }

  private void fail(ThrowingCallable call) {
    fault.set(
        () -> {
          throw new UnavailableException("away");
        });
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(call);
    assertThat(fault).hasNullValue();
  }

  private List<NotificationNew> pending() {
    return ports.notificationStore().pending(BOB, Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource
  void a_deletion_that_failed_half_way_is_completed_by_its_repeat(Step step) {
    Administration administration = failingAt(step);
    fail(() -> administration.deleteChat(CHAT));
    administration.deleteChat(CHAT);
    assertThat(ports.chatDirectory().members(CHAT)).isEmpty();
    assertThat(ports.messageLog().find(CHAT, message.id())).isEmpty();
    assertThat(ports.reactionStore().of(CHAT, message.id())).isEmpty();
    assertThat(ports.receiptStore().of(CHAT, ADA)).isEqualTo(Receipt.NONE);
    assertThat(ports.receiptStore().of(CHAT, BOB)).isEqualTo(Receipt.NONE);
    assertThat(pending()).isEmpty();
    assertThat(ports.chatProfiles().of(CHAT)).isEmpty();
    if (step != Step.PUBLICATION) {
      // Before the round, which else may meet the news and tell the client once more.
      await().until(() -> !bob.state().topics().contains(new Topic.Chat(CHAT)));
    }
    time.advance(ROUND);
    assertThat(bob.received(ChatRemoved.class)).hasSize(1);
  }

  @Test
  void the_repeat_finds_a_chat_that_never_had_a_profile() {
    ports.chatProfiles().delete(CHAT);
    Administration administration = failingAt(Step.MESSAGES);
    fail(() -> administration.deleteChat(CHAT));
    administration.deleteChat(CHAT);
    assertThat(ports.messageLog().find(CHAT, message.id())).isEmpty();
    assertThat(ports.chatProfiles().of(CHAT)).isEmpty();
  }

  @Test
  void a_removal_that_was_not_published_takes_the_notifications_along() {
    fail(() -> failingAt(Step.PUBLICATION).removeMember(CHAT, BOB));
    assertThat(pending()).isEmpty();
    application.administration().addMember(CHAT, BOB);
    assertThat(pending()).isNotEmpty();
    ChatUpdate adaAlone = new ChatUpdate(Map.of(), Set.of(ADA), null);
    fail(() -> failingAt(Step.PUBLICATION).putChat(CHAT, adaAlone));
    assertThat(pending()).isEmpty();
  }

  @Test
  void the_repeat_of_a_removal_takes_the_notifications_along() {
    // As a call leaves it that failed after its first step.
    ports.chatDirectory().remove(CHAT, BOB);
    application.administration().removeMember(CHAT, BOB);
    assertThat(pending()).isEmpty();
  }
}
