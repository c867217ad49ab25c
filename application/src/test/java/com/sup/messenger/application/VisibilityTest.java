package com.sup.messenger.application;

import static com.sup.messenger.domain.presence.PresenceStatus.AWAY;
import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.GetActiveMembers;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.ClientEvent.JoinChats;
import com.sup.messenger.application.event.ClientEvent.LeaveChat;
import com.sup.messenger.application.event.ClientEvent.StartTyping;
import com.sup.messenger.application.event.ClientEvent.StopTyping;
import com.sup.messenger.application.event.ClientEvent.UpdatePresence;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.MemberJoined;
import com.sup.messenger.application.event.ServerEvent.MemberLeft;
import com.sup.messenger.application.event.ServerEvent.TypingStarted;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the joining and typing of an invisible user show nobody that the user is there.
class VisibilityTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final FirstPresence HIDDEN = new FirstPresence(OFFLINE, null);

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final RecordingConnection bob = connected("bob", "phone", FirstPresence.NONE);

  private RecordingConnection connected(String user, String device, FirstPresence presence) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of(), presence));
    return connection;
  }

  private RecordingConnection hidden() {
    application.handle(bob, new JoinChat(CHAT));
    return connected("ada", "phone", HIDDEN);
  }

  private void say(Connection by, PresenceStatus status) {
    application.handle(by, new UpdatePresence(status, null));
  }

  private Set<UserId> active() {
    return Set.copyOf(
        ((Reply.ActiveMembers) application.handle(bob, new GetActiveMembers(CHAT)))
            .activeMembers());
  }

  private List<String> seen() {
    return bob.received().stream()
        .filter(
            e ->
                e instanceof MemberJoined
                    || e instanceof MemberLeft
                    || e instanceof TypingStarted
                    || e instanceof TypingStopped)
        .map(e -> e.getClass().getSimpleName())
        .toList();
  }

  private void sawNothing() {
    assertThat(seen()).isEmpty();
    assertThat(active()).containsExactly(BOB);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_invisible_viewer_is_not_seen(boolean fromTheFirstMoment) {
    application.handle(bob, new JoinChat(CHAT));
    RecordingConnection ada =
        connected("ada", "phone", fromTheFirstMoment ? HIDDEN : FirstPresence.NONE);
    say(ada, OFFLINE);
    assertThat(application.handle(ada, new JoinChat(CHAT))).isInstanceOf(Reply.ChatJoined.class);
    sawNothing();
    application.handle(ada, new LeaveChat(CHAT));
    application.handle(ada, new JoinChats(List.of(CHAT)));
    sawNothing();
    application.disconnect(ada, false);
    sawNothing();
  }

  @Test
  void an_invisible_viewer_sees_the_others_type() {
    RecordingConnection ada = hidden();
    application.handle(ada, new JoinChat(CHAT));
    application.handle(bob, new StartTyping(CHAT));
    assertThat(ada.received(TypingStarted.class)).hasSize(1);
  }

  @Test
  void an_invisible_device_is_not_seen_typing() {
    RecordingConnection ada = hidden();
    for (ClientEvent event : List.of(new StartTyping(CHAT), new StopTyping(CHAT))) {
      assertThat(application.handle(ada, event)).isEqualTo(new Reply.Done());
    }
    application.handle(ada, new StartTyping(CHAT));
    application.disconnect(ada, false);
    sawNothing();
  }

  @Test
  void a_viewer_goes_and_comes_with_the_visibility() {
    RecordingConnection ada = hidden();
    application.handle(ada, new JoinChat(CHAT));
    say(ada, ONLINE);
    assertThat(active()).containsExactlyInAnyOrder(ADA, BOB);
    say(ada, AWAY);
    application.handle(ada, new StartTyping(CHAT));
    say(ada, OFFLINE);
    assertThat(active()).containsExactly(BOB);
    say(ada, OFFLINE);
    assertThat(seen())
        .containsExactly("MemberJoined", "TypingStarted", "MemberLeft", "TypingStopped");
  }

  @Test
  void a_visible_device_of_the_user_is_seen_beside_an_invisible_one() {
    RecordingConnection ada = hidden();
    application.handle(ada, new JoinChat(CHAT));
    RecordingConnection laptop = connected("ada", "laptop", new FirstPresence(ONLINE, null));
    application.handle(laptop, new JoinChat(CHAT));
    assertThat(active()).containsExactlyInAnyOrder(ADA, BOB);
    application.handle(laptop, new LeaveChat(CHAT));
    assertThat(active()).containsExactly(BOB);
    assertThat(seen()).containsExactly("MemberJoined", "MemberLeft");
  }

  @Test
  void a_session_that_comes_back_is_as_invisible_as_before() {
    RecordingConnection ada = hidden();
    application.handle(ada, new JoinChat(CHAT));
    String offset = ada.offset(ada.offsets() - 1);
    application.disconnect(ada, true);
    Arrival.Resumed arrival =
        application.claim(ada.recoveryKey(), offset, ada.actor(), () -> true).orElseThrow();
    RecordingConnection back = ada.resumed(arrival);
    application.connect(back, arrival);
    sawNothing();
    application.handle(bob, new StartTyping(CHAT));
    assertThat(back.received(TypingStarted.class)).hasSize(1);
  }
}
