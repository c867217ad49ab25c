package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.ClientEvent.SubscribePresence;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatRemoved;
import com.sup.messenger.application.event.ServerEvent.ChatUpdated;
import com.sup.messenger.application.event.ServerEvent.Failed;
import com.sup.messenger.application.event.ServerEvent.MemberLeft;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.RemovalReason;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.lang.reflect.InvocationHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AdministrationTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final Administration administration = application.administration();

  private RecordingConnection connected(UserId user, String device) {
    RecordingConnection connection = new RecordingConnection(user.value(), device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private static ChatUpdate members(UserId... users) {
    return new ChatUpdate(Map.of(), Set.of(users), null);
  }

  private static SendMessage message() {
    return new SendMessage(CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null);
  }

  private static NotificationId invitation(RecordingConnection invited) {
    return invited.received(NotificationNew.class).getFirst().id();
  }

  private void post() {
    administration.post(Profile.of(ADA), message());
  }

  @Test
  void who_is_removed_sees_nothing_that_is_appended_after_that() {
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection bob = connected(BOB, "phone");
    post();
    administration.removeMember(CHAT, BOB);
    post();
    assertThat(bob.seqs()).containsExactly(1L);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> application.handle(bob, message()))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.CHAT_NOT_FOUND));
  }

  @Test
  void a_user_with_more_chats_than_are_counted_is_said_to_have_more() {
    for (int i = 0; i < 1_000; i++) {
      ports.chatDirectory().add(new ChatId("chat" + i), ADA, 0);
    }
    assertThat(administration.user(ADA).unread()).hasSize(1_000);
    assertThat(administration.user(ADA).moreUnread()).isFalse();
    ports.chatDirectory().add(CHAT, ADA, 0);
    assertThat(administration.user(ADA).unread()).hasSize(1_000);
    assertThat(administration.user(ADA).moreUnread()).isTrue();
  }

  @Test
  void who_is_removed_looks_at_the_chat_no_longer_and_at_nobody_there() {
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection bob = connected(BOB, "phone");
    application.handle(ada, new JoinChat(CHAT));
    application.handle(bob, new JoinChat(CHAT));
    application.handle(bob, new SubscribePresence(List.of(ADA, BOB)));
    administration.removeMember(CHAT, BOB);
    await().until(() -> !ada.received(MemberLeft.class).isEmpty());
    assertThat(ports.viewers().of(CHAT)).containsExactly(ADA);
    await().until(() -> !bob.state().topics().contains(new Topic.Presence(ADA)));
    assertThat(bob.state().topics())
        .containsExactlyInAnyOrder(new Topic.User(BOB), new Topic.Presence(BOB));
  }

  @Test
  void where_anyone_is_admitted_a_back_end_speaks_for_anybody() {
    ChatApplication open =
        new ChatApplication(
            ports, Settings.of(Admission.ANYONE), time, time, "open", Observer.NONE);
    administration.putChat(CHAT, members(BOB));
    RecordingConnection bob = connected(BOB, "phone");
    open.administration().post(Profile.of(ADA), message());
    assertThat(bob.seqs()).containsExactly(1L);
  }

  @Test
  void who_is_added_while_the_log_is_away_follows_the_chat_when_it_is_back() {
    AtomicBoolean away = new AtomicBoolean();
    ChatApplication troubled =
        new ChatApplication(
            ReplacedPorts.doing(ports, MessageLog.class, unless(away, ports.messageLog())),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "troubled",
            Observer.NONE);
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    troubled.connect(bob, new Arrival.Fresh(Map.of()));
    administration.putChat(CHAT, members(ADA));
    post();
    away.set(true);
    administration.addMember(CHAT, BOB);
    await().until(() -> time.pendingAlarms() > 0);
    away.set(false);
    time.advance(Duration.ofSeconds(1));
    post();
    assertThat(bob.seqs()).containsExactly(2L);
  }

  private static InvocationHandler unless(AtomicBoolean away, Object port) {
    return (_, method, arguments) -> {
      if (away.get()) {
        throw new UnavailableException("away");
      }
      return method.invoke(port, arguments);
    };
  }

  @RepeatedTest(20)
  void who_is_removed_and_added_again_receives_what_comes_then_each_once() {
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection bob = connected(BOB, "phone");
    for (int i = 0; i < 5; i++) {
      administration.removeMember(CHAT, BOB);
      administration.addMember(CHAT, BOB);
    }
    long head = 100;
    LongStream.rangeClosed(1, head).forEach(_ -> post());
    await().until(() -> bob.seqs().size() >= head);
    assertThat(bob.seqs())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
  }

  @Test
  void who_is_removed_learns_nothing_else_that_the_call_changes() {
    UserId eve = new UserId("eve");
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection bob = connected(BOB, "phone");
    RecordingConnection coming = connected(eve, "phone");
    int seen = bob.received().size();
    administration.putChat(
        CHAT,
        new ChatUpdate(
            Map.of(ChatUpdateType.NAME, Optional.of("Without Bob")), Set.of(ADA, eve), null));
    NotificationCleared invitation = new NotificationCleared(invitation(bob));
    assertThat(bob.received().subList(seen, bob.received().size()))
        .containsExactly(new ChatRemoved(CHAT, RemovalReason.REMOVED), invitation);
    assertThat(updates(ada))
        .containsExactly(ChatUpdateType.MEMBERS, ChatUpdateType.NAME, ChatUpdateType.MEMBERS);
    assertThat(updates(coming)).containsExactly(ChatUpdateType.NAME, ChatUpdateType.MEMBERS);
    administration.deleteChat(CHAT);
    assertThat(ada.received(ChatRemoved.class))
        .containsExactly(new ChatRemoved(CHAT, RemovalReason.DELETED));
    assertThat(bob.received(ChatRemoved.class)).hasSize(1);
  }

  @Test
  void the_inviter_is_named_and_not_invited() {
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection bob = connected(BOB, "phone");
    administration.putChat(CHAT, new ChatUpdate(Map.of(), Set.of(ADA, BOB), ADA));
    assertThat(bob.received(ServerEvent.NotificationNew.class))
        .singleElement()
        .asString()
        .contains("ada added you to a chat");
    assertThat(ada.received(ServerEvent.NotificationNew.class)).isEmpty();
  }

  private static List<ChatUpdateType> updates(RecordingConnection connection) {
    return connection.received(ChatUpdated.class).stream().map(ChatUpdated::updateType).toList();
  }

  @Test
  void who_is_removed_alone_is_not_told_who_the_members_are() {
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection bob = connected(BOB, "phone");
    administration.removeMember(CHAT, BOB);
    NotificationCleared invitation = new NotificationCleared(invitation(bob));
    assertThat(bob.received()).endsWith(new ChatRemoved(CHAT, RemovalReason.REMOVED), invitation);
    assertThat(bob.received(ChatUpdated.class)).isEmpty();
    assertThat(ada.received(ChatUpdated.class)).hasSize(1);
  }

  @Test
  void a_call_that_fails_after_somebody_has_gone_can_be_repeated() {
    AtomicBoolean away = new AtomicBoolean();
    Administration troubled =
        new ChatApplication(
                ReplacedPorts.doing(ports, ChatProfiles.class, unless(away, ports.chatProfiles())),
                Settings.of(Admission.MEMBERS),
                time,
                time,
                "troubled",
                Observer.NONE)
            .administration();
    administration.putChat(CHAT, members(ADA, BOB));
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection bob = connected(BOB, "phone");
    ChatUpdate update =
        new ChatUpdate(Map.of(ChatUpdateType.NAME, Optional.of("Crew")), Set.of(ADA), null);
    away.set(true);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> troubled.putChat(CHAT, update));
    away.set(false);
    troubled.putChat(CHAT, update);
    assertThat(updates(ada)).containsExactly(ChatUpdateType.MEMBERS, ChatUpdateType.NAME);
    assertThat(bob.received(ChatUpdated.class)).isEmpty();
    assertThat(bob.received(ChatRemoved.class)).hasSize(1);
  }

  @Test
  void a_long_list_of_members_is_told_by_its_length_to_each_who_comes() {
    Set<UserId> many =
        IntStream.range(0, 500).mapToObj(i -> new UserId("user-" + i)).collect(Collectors.toSet());
    many.add(ADA);
    administration.putChat(CHAT, members(ADA));
    RecordingConnection ada = connected(ADA, "phone");
    RecordingConnection one = connected(new UserId("user-1"), "phone");
    administration.putChat(CHAT, new ChatUpdate(Map.of(), many, null));
    assertThat(ada.received(ChatUpdated.class).getFirst().changes().json())
        .startsWith("{\"members\":[\"ada\",\"user-0\",");
    assertThat(one.received(ChatUpdated.class).getFirst().changes().json())
        .isEqualTo("{\"memberCount\":501}");
  }

  @Test
  void a_full_chat_takes_no_more_members() {
    Set<UserId> many =
        IntStream.range(0, ChatUpdate.MAX_MEMBERS)
            .mapToObj(i -> new UserId("user-" + i))
            .collect(Collectors.toSet());
    administration.putChat(CHAT, new ChatUpdate(Map.of(), many, null));
    administration.addMember(CHAT, new UserId("user-1"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> administration.addMember(CHAT, ADA))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.PERMISSION_DENIED));
  }

  @Test
  void only_who_is_meant_is_disconnected() {
    RecordingConnection phone = connected(ADA, "phone");
    RecordingConnection laptop = connected(ADA, "laptop");
    RecordingConnection bob = connected(BOB, "phone");
    var result = administration.disconnect(ADA, new DeviceId("phone"), new Text("Lost"), false);
    assertThat(result).isEqualTo(new Administration.Disconnected(1, null));
    assertThat(phone.received(Failed.class))
        .containsExactly(new Failed(Refusal.PERMISSION_DENIED, "Lost", null, null));
    assertThat(phone.ended()).containsExactly(Ending.DISCONNECTED);
    assertThat(laptop.ended()).isEmpty();
    assertThat(bob.ended()).isEmpty();
  }

  @Test
  void a_revocation_ends_also_who_was_on_the_way_in_and_nobody_with_a_later_token() {
    administration.disconnect(ADA, null, null, true);
    RecordingConnection late = connected(ADA, "phone");
    RecordingConnection renewed = new RecordingConnection("ada", "laptop");
    Actor actor = renewed.actor();
    renewed.identify(
        new Actor(actor.profile(), actor.device(), Actor.Namer.TOKEN, time.instant(), Instant.MAX));
    application.connect(renewed, new Arrival.Fresh(Map.of()));
    assertThat(late.ended()).containsExactly(Ending.DISCONNECTED);
    time.advance(Duration.ofSeconds(6));
    assertThat(renewed.ended()).isEmpty();
  }

  @Test
  void a_session_that_dropped_before_a_revocation_cannot_be_recovered() {
    RecordingConnection before = connected(ADA, "phone");
    String offset = before.offset(before.received().size() - 1);
    application.disconnect(before, true);
    RecordingConnection other = connected(ADA, "laptop");
    String otherOffset = other.offset(other.received().size() - 1);
    application.disconnect(other, true);
    time.advance(Duration.ofSeconds(1));
    administration.disconnect(ADA, new DeviceId("phone"), null, true);
    assertThat(application.claim(before.recoveryKey(), offset, before.actor(), () -> true))
        .isEmpty();
    assertThat(application.claim(other.recoveryKey(), otherOffset, other.actor(), () -> true))
        .isPresent();
  }

  @Test
  void a_chat_that_is_made_again_begins_after_the_deleted_one_for_its_members() {
    administration.putChat(CHAT, members(ADA, BOB));
    post();
    post();
    administration.deleteChat(CHAT);
    administration.putChat(CHAT, members(ADA));
    administration.addMember(CHAT, BOB);
    assertThat(administration.user(BOB).unread()).isEqualTo(Map.of(CHAT, 0L));
    post();
    assertThat(administration.user(BOB).unread()).isEqualTo(Map.of(CHAT, 1L));
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    application.connect(bob, new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(2, null))));
    assertThat(bob.seqs()).containsExactly(3L);
    assertThat(bob.received(MessageNew.class)).hasSize(1);
  }
}
