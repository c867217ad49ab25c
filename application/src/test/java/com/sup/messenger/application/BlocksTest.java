package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.event.ClientEvent.BlockUser;
import com.sup.messenger.application.event.ClientEvent.GetBlockedUsers;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.ClientEvent.SubscribePresence;
import com.sup.messenger.application.event.ClientEvent.UnblockUser;
import com.sup.messenger.application.event.ClientEvent.UpdatePresence;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.event.ServerEvent.UserBlocked;
import com.sup.messenger.application.event.ServerEvent.UserUnblocked;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Ada blocks Bob, who is connected to another instance.
class BlocksTest extends ClusterScene {

  private static final UserId EVE = new UserId("eve");
  private static final Text LUNCH = new Text("lunch");

  private final RecordingConnection ada = one.connected(ADA);
  private final RecordingConnection bob = two.connected(BOB);

  private Reply block() {
    return one.application.handle(ada, new BlockUser(BOB));
  }

  private void unblock() {
    one.application.handle(ada, new UnblockUser(BOB));
  }

  private List<UserId> blocked() {
    return ((Reply.BlockedUsers) one.application.handle(ada, new GetBlockedUsers())).userIds();
  }

  private List<PresenceChanged> subscribe(RecordingConnection by, UserId... users) {
    SubscribePresence event = new SubscribePresence(List.of(users));
    return ((Reply.PresenceSubscribed) two.application.handle(by, event)).presences();
  }

  private void say(PresenceStatus status, @Nullable Text words) {
    one.application.handle(
        ada, new UpdatePresence(status, new CustomStatus(words == null ? "" : words.value())));
  }

  private static List<PresenceStatus> seen(RecordingConnection by) {
    return by.received(PresenceChanged.class).stream().map(PresenceChanged::status).toList();
  }

  private static void refused(Refusal refusal, Runnable event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(event::run)
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  @Test
  void a_block_is_told_to_the_users_other_devices_and_to_nobody_else() {
    RecordingConnection laptop = two.connected(ADA);
    assertThat(block()).isEqualTo(new Reply.Done());
    assertThat(block()).isEqualTo(new Reply.Done());
    assertThat(laptop.received(UserBlocked.class)).contains(new UserBlocked(BOB));
    assertThat(blocked()).containsExactly(BOB);
    unblock();
    unblock();
    assertThat(laptop.received(UserUnblocked.class)).contains(new UserUnblocked(BOB));
    assertThat(blocked()).isEmpty();
    assertThat(ada.received(UserBlocked.class)).isEmpty();
    assertThat(bob.received(UserBlocked.class)).isEmpty();
  }

  @Test
  void a_user_cannot_block_their_own_id() {
    refused(Refusal.INVALID_PAYLOAD, () -> one.application.handle(ada, new BlockUser(ADA)));
  }

  @Test
  void past_the_bound_a_block_is_refused() {
    IntStream.range(0, PreferenceStore.MAX_BLOCKS)
        .forEach(i -> one.application.handle(ada, new BlockUser(new UserId("u" + i))));
    refused(Refusal.PERMISSION_DENIED, this::block);
    one.application.handle(ada, new UnblockUser(new UserId("u1")));
    assertThat(block()).isEqualTo(new Reply.Done());
  }

  @Test
  void the_blocker_goes_offline_for_the_blocked_one_alone_and_comes_back_at_the_end() {
    RecordingConnection eve = two.connected(EVE);
    subscribe(bob, ADA);
    subscribe(eve, ADA);
    say(PresenceStatus.BUSY, LUNCH);
    time.advance(Duration.ofSeconds(1));
    Instant at = time.instant();
    block();
    PresenceChanged last = bob.received(PresenceChanged.class).getLast();
    assertThat(last)
        .isEqualTo(new PresenceChanged(ADA, PresenceStatus.OFFLINE, at.toEpochMilli(), LUNCH));
    time.advance(Duration.ofSeconds(1));
    say(PresenceStatus.AWAY, null);
    assertThat(bob.received(PresenceChanged.class)).last().isSameAs(last);
    assertThat(seen(eve))
        .containsExactly(PresenceStatus.ONLINE, PresenceStatus.BUSY, PresenceStatus.AWAY);
    assertThat(subscribe(bob, ADA)).containsExactly(last);
    unblock();
    assertThat(seen(bob)).last().isEqualTo(PresenceStatus.AWAY);
    say(PresenceStatus.ONLINE, null);
    assertThat(seen(bob)).last().isEqualTo(PresenceStatus.ONLINE);
    assertThat(seen(eve)).last().isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void a_new_subscription_is_answered_once_with_the_presence_at_the_block() {
    RecordingConnection eve = two.connected(EVE);
    subscribe(eve, ADA);
    block();
    time.advance(Duration.ofSeconds(1));
    say(PresenceStatus.BUSY, null);
    List<PresenceChanged> answer = subscribe(bob, ADA, EVE);
    assertThat(answer)
        .extracting(PresenceChanged::status)
        .containsExactly(PresenceStatus.OFFLINE, PresenceStatus.ONLINE);
    assertThat(bob.received(PresenceChanged.class)).isEqualTo(answer);
    assertThat(subscribe(ada, BOB))
        .extracting(PresenceChanged::status)
        .containsExactly(PresenceStatus.ONLINE);
  }

  @Test
  void nothing_is_sent_if_the_blocker_is_offline_to_others_too() {
    say(PresenceStatus.OFFLINE, LUNCH);
    List<PresenceChanged> before = subscribe(bob, ADA);
    time.advance(Duration.ofSeconds(1));
    block();
    assertThat(bob.received(PresenceChanged.class)).isEqualTo(before);
    unblock();
    assertThat(bob.received(PresenceChanged.class)).isEqualTo(before);
  }

  @Test
  void a_block_and_its_end_whose_news_is_lost_are_seen_within_30_s() {
    subscribe(bob, ADA);
    two.bus.deafen();
    block();
    assertThat(seen(bob)).containsExactly(PresenceStatus.ONLINE);
    time.advance(Duration.ofSeconds(30));
    assertThat(seen(bob)).containsExactly(PresenceStatus.ONLINE, PresenceStatus.OFFLINE);
    unblock();
    time.advance(Duration.ofSeconds(30));
    assertThat(seen(bob)).last().isEqualTo(PresenceStatus.ONLINE);
  }

  @RepeatedTest(20)
  void of_a_subscription_and_a_block_at_the_same_time_the_block_is_seen() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> subscribe(bob, ADA), threads),
              CompletableFuture.runAsync(this::block, threads))
          .join();
    }
    assertThat(seen(bob)).last().isEqualTo(PresenceStatus.OFFLINE);
    say(PresenceStatus.BUSY, null);
    assertThat(seen(bob)).last().isEqualTo(PresenceStatus.OFFLINE);
  }

  private MessageId send(RecordingConnection by, MessageId answered, UserId... mentions) {
    Metadata metadata = new Metadata("{}", List.of(mentions));
    SendMessage event =
        new SendMessage(
            CHAT, new EncryptedContent("x"), MessageType.TEXT, answered, metadata, null);
    Instance at = by == ada ? one : two;
    return ((Reply.MessageSent) at.application.handle(by, event)).message().id();
  }

  private List<NotificationNew> pending() {
    return ports.notificationStore().pending(ADA, Instant.MIN);
  }

  private long pushed() {
    return ((MemoryPushOutbox) ports.pushOutbox())
        .entries().stream().filter(entry -> entry.user().equals(ADA)).count();
  }

  @Test
  void nothing_of_the_blocked_one_notifies_or_pushes_but_messages_come() {
    RecordingConnection eve = two.connected(EVE);
    MessageId own = send(ada, null);
    block();
    send(bob, own);
    send(bob, null, ADA);
    two.application.handle(bob, new React(own, CHAT, new Reaction("+1")));
    assertThat(ada.received(MessageNew.class)).hasSize(2);
    one.application.disconnect(ada, false);
    send(bob, null, ADA);
    time.advance(Duration.ofSeconds(1));
    assertThat(pending()).isEmpty();
    assertThat(ada.received(NotificationNew.class)).isEmpty();
    assertThat(pushed()).isZero();
    send(eve, own);
    time.advance(Duration.ofSeconds(1));
    assertThat(pending()).hasSize(1);
    assertThat(pushed()).isEqualTo(2);
  }

  @Test
  void the_blocked_one_is_notified_by_the_blocker() {
    MessageId own = send(bob, null);
    block();
    send(ada, own);
    assertThat(ports.notificationStore().pending(BOB, Instant.MIN)).hasSize(1);
  }
}
