package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests two connections with one device id. The one that causes an event gets the acknowledgement,
/// the other one the event.
class TwoTabsTest extends CallScene {

  private RecordingConnection second;
  private MessageId message;

  @BeforeEach
  void open_the_second_tab() {
    second = connected("bob", "phone");
    message = send(ada);
    clear(bob, second, laptop, ada);
  }

  private MessageId send(Connection from) {
    Reply sent =
        handle(
            from,
            new ClientEvent.SendMessage(
                CHAT, new EncryptedContent("text"), MessageType.TEXT, null, null, null));
    return ((Reply.MessageSent) sent).message().id();
  }

  private static void clear(RecordingConnection... connections) {
    for (RecordingConnection connection : connections) {
      connection.received().clear();
    }
  }

  /// Checks that Bob's other connections are sent an event that his first tab has caused.
  private void onlyTheFirstHearsNothing(Class<? extends ServerEvent> type) {
    assertThat(bob.received(type)).isEmpty();
    assertThat(second.received(type)).hasSize(1);
    assertThat(laptop.received(type)).hasSize(1);
  }

  @Test
  void the_other_tab_has_the_message() {
    send(bob);
    onlyTheFirstHearsNothing(ServerEvent.MessageNew.class);
  }

  @Test
  void a_session_that_comes_back_has_what_the_other_tab_sent_and_once() {
    String offset = second.offset(second.offsets() - 1);
    send(bob);
    application.disconnect(second, true);
    send(bob);
    RecordingConnection back = resumed(second, offset);
    send(bob);
    send(back);
    assertThat(back.seqs()).containsExactly(2L, 3L, 4L);
    assertThat(bob.seqs()).containsExactly(5L);
  }

  @Test
  void a_client_with_cursors_has_what_its_connection_before_sent_last() {
    send(second);
    application.disconnect(second, false);
    RecordingConnection back = new RecordingConnection("bob", "phone");
    application.connect(back, new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(1, null))));
    // On its way while the client returned.
    send(second);
    assertThat(back.seqs()).containsExactly(2L, 3L);
  }

  @Test
  void the_other_tab_has_the_chat_signal() {
    SignalContent content = new SignalContent("text");
    handle(bob, new ClientEvent.SignalChat(CHAT, new SignalType("key"), content));
    onlyTheFirstHearsNothing(ServerEvent.ChatSignalled.class);
  }

  @Test
  void the_other_tab_has_receipts() {
    handle(bob, new ClientEvent.ConfirmDelivery(message, CHAT, null));
    onlyTheFirstHearsNothing(ServerEvent.Delivered.class);
    handle(bob, new ClientEvent.ConfirmReading(message, CHAT, null));
    onlyTheFirstHearsNothing(ServerEvent.Read.class);
  }

  @Test
  void the_other_tab_has_reactions() {
    Reaction reaction = new Reaction("+");
    handle(bob, new ClientEvent.React(message, CHAT, reaction));
    onlyTheFirstHearsNothing(ServerEvent.ReactionAdded.class);
    handle(bob, new ClientEvent.RemoveReaction(message, CHAT, reaction));
    onlyTheFirstHearsNothing(ServerEvent.ReactionRemoved.class);
  }

  @Test
  void the_other_tab_sees_typing_begin_and_end() {
    List.of(second, laptop).forEach(tab -> handle(tab, new ClientEvent.JoinChat(CHAT)));
    handle(bob, new ClientEvent.JoinChat(CHAT));
    handle(bob, new ClientEvent.StartTyping(CHAT));
    onlyTheFirstHearsNothing(ServerEvent.TypingStarted.class);
    handle(bob, new ClientEvent.StopTyping(CHAT));
    onlyTheFirstHearsNothing(ServerEvent.TypingStopped.class);
  }

  @Test
  void a_user_types_while_one_of_the_tabs_does() {
    List.of(ada, laptop).forEach(tab -> handle(tab, new ClientEvent.JoinChat(CHAT)));
    handle(bob, new ClientEvent.StartTyping(CHAT));
    handle(second, new ClientEvent.StartTyping(CHAT));
    handle(bob, new ClientEvent.StopTyping(CHAT));
    assertThat(ada.received(ServerEvent.TypingStopped.class)).isEmpty();
    handle(second, new ClientEvent.StopTyping(CHAT));
    assertThat(ada.received(ServerEvent.TypingStopped.class)).hasSize(1);
  }

  @Test
  void the_other_tab_sees_a_status() {
    UserId user = bob.actor().user();
    for (RecordingConnection tab : List.of(bob, second, laptop)) {
      handle(tab, new ClientEvent.SubscribePresence(List.of(user)));
    }
    clear(bob, second, laptop);
    handle(bob, new ClientEvent.UpdatePresence(PresenceStatus.BUSY, null));
    onlyTheFirstHearsNothing(ServerEvent.PresenceChanged.class);
  }

  @Test
  void the_other_tab_hears_what_becomes_of_notifications() {
    handle(bob, new ClientEvent.ReadNotification(notified()));
    onlyTheFirstHearsNothing(ServerEvent.NotificationRead.class);
    handle(bob, new ClientEvent.ClearNotification(notified()));
    onlyTheFirstHearsNothing(ServerEvent.NotificationCleared.class);
    handle(bob, new ClientEvent.ClearNotifications());
    onlyTheFirstHearsNothing(ServerEvent.NotificationsCleared.class);
  }

  private NotificationId notified() {
    Notice notice =
        new Notice(
            NotificationType.SYSTEM,
            "title",
            "text",
            new OpaqueJson("{}"),
            null,
            null,
            null,
            Priority.LOW);
    return application.administration().notify(Set.of(bob.actor().user()), notice);
  }

  @Test
  void the_other_tab_rings_no_more_when_the_first_has_answered() {
    ring();
    answer(bob);
    assertThat(calls(bob)).containsExactly(incoming("m"));
    assertThat(calls(second)).containsExactly(incoming("m"), ended("answered-elsewhere"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("answered-elsewhere"));
  }

  @Test
  void the_other_tab_rings_no_more_when_the_first_has_rejected() {
    ring();
    reject(bob);
    assertThat(calls(bob)).containsExactly(incoming("m"));
    assertThat(calls(second)).containsExactly(incoming("m"), ended("rejected-elsewhere"));
  }

  @Test
  void a_call_is_over_in_the_tab_that_has_it_when_the_other_one_ends_it() {
    talk();
    clear(ada, bob, second);
    end(second);
    assertThat(calls(bob)).containsExactly(ended("bye"));
    assertThat(calls(ada)).containsExactly(ended("bye"));
    assertThat(calls(second)).isEmpty();
  }

  @Test
  void a_call_that_rings_is_over_in_the_calling_tab_when_the_other_one_ends_it() {
    RecordingConnection other = connected("ada", "phone");
    ring();
    end(other);
    assertThat(calls(ada)).containsExactly(ended("bye"));
    assertThat(calls(other)).isEmpty();
  }

  @Test
  void a_tab_that_comes_back_rings_no_more_when_the_first_has_answered() {
    ring();
    String offset = second.offset(second.offsets() - 1);
    application.disconnect(second, true);
    answer(bob);
    RecordingConnection back = resumed(second, offset);
    assertThat(calls(back)).containsExactly(ended("answered-elsewhere"));
  }

  @Test
  void the_tab_with_the_call_goes_on_with_it_when_it_comes_back() {
    talk();
    String offset = bob.offset(bob.offsets() - 1);
    application.disconnect(bob, true);
    RecordingConnection back = resumed(bob, offset);
    assertThat(calls(back)).isEmpty();
    application.disconnect(second, true);
    time.advance(TIMINGS.callReturn());
    assertThat(ada.received(CallEnded.class)).isEmpty();
  }

  @Test
  void a_call_that_ended_while_its_tab_was_away_is_ended_once() {
    talk();
    String offset = bob.offset(bob.offsets() - 1);
    application.disconnect(bob, true);
    end(ada);
    assertThat(calls(resumed(bob, offset))).containsExactly(ended(null));
  }

  @Test
  void a_tab_that_was_told_that_the_first_answered_is_not_told_again() {
    String offset = second.offset(second.offsets() - 1);
    talk();
    application.disconnect(second, true);
    assertThat(calls(resumed(second, offset))).containsExactly(ended("answered-elsewhere"));
  }

  @Test
  void a_call_stays_with_its_tab_after_the_other_one_has_had_it() {
    talk();
    String offset = bob.offset(bob.offsets() - 1);
    application.disconnect(bob, true);
    RecordingConnection back = resumed(bob, offset);
    application.disconnect(second, true);
    application.disconnect(back, false);
    time.advance(TIMINGS.callReturn());
    assertThat(ada.received(CallEnded.class)).containsExactly(ended("disconnected"));
  }

  @Test
  void a_tab_that_opens_leaves_the_call_to_the_one_that_has_it() {
    ring();
    answer(bob);
    RecordingConnection third = connected("bob", "phone");
    String offset = bob.offset(bob.offsets() - 1);
    application.disconnect(bob, true);
    RecordingConnection back = resumed(bob, offset);
    assertThat(calls(back)).isEmpty();
    assertThat(calls(third)).isEmpty();
  }

  private RecordingConnection resumed(RecordingConnection before, String offset) {
    Arrival.Resumed arrival =
        application.claim(before.recoveryKey(), offset, before.actor(), () -> true).orElseThrow();
    RecordingConnection back = before.resumed(arrival);
    application.connect(back, arrival);
    return back;
  }
}
