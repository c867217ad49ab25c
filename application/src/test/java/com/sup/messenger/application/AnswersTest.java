package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.AnsweredBy;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.SdpType;
import com.sup.messenger.domain.call.SessionDescription;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final List<UserId> ADA = List.of(new UserId("ada"));
  private static final UserId BOB = new UserId("bob");
  private static final OpaqueJson JSON = new OpaqueJson("{}");
  private static final Reaction THUMB = new Reaction("+1");

  private final ManualTime time = new ManualTime();
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");
  private final RecordingConnection bob = new RecordingConnection("bob", "phone");
  private final Ports ports =
      MemoryPorts.create(
          time, _ -> new Claims(bob.actor().profile(), null, Instant.MIN, Instant.MAX));
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final Set<Class<?>> answered = new HashSet<>();

  private Reply ask(Connection connection, ClientEvent event) {
    Reply reply = application.handle(connection, event);
    assertThat(reply).isInstanceOfAny(event.getClass().getAnnotation(AnsweredBy.class).value());
    answered.add(event.getClass());
    return reply;
  }

  @Test
  void every_event_is_answered_by_the_reply_that_stands_at_it() {
    for (RecordingConnection connection : List.of(ada, bob)) {
      ports.chatDirectory().add(CHAT, connection.actor().user(), 0);
      application.connect(connection, new Arrival.Fresh(Map.of()));
    }
    askOfMessages();
    askOfPresence();
    askOfCalls();
    askOfNotifications();
    askOfPreferences();
    ask(bob, new ClientEvent.LeaveChat(CHAT));
    ask(bob, new ClientEvent.RefreshToken("token"));
    assertThat(answered).containsExactlyInAnyOrderElementsOf(ClientEvent.types());
  }

  private void askOfMessages() {
    MessageId message = send();
    List<ClientEvent.Receipt> receipts = List.of(new ClientEvent.Receipt(message, CHAT));
    ask(bob, new ClientEvent.SyncChat(CHAT, 0L, null, null));
    ask(bob, new ClientEvent.SignalChat(CHAT, new SignalType("key"), new SignalContent("secret")));
    ask(bob, new ClientEvent.JoinChat(CHAT));
    ask(bob, new ClientEvent.JoinChats(List.of(CHAT)));
    ask(bob, new ClientEvent.GetActiveMembers(CHAT));
    ask(bob, new ClientEvent.ConfirmDelivery(message, CHAT, null));
    ask(bob, new ClientEvent.ConfirmReading(message, CHAT, null));
    ask(bob, new ClientEvent.ConfirmDelivery(null, null, receipts));
    ask(bob, new ClientEvent.ConfirmReading(null, null, receipts));
    ask(bob, new ClientEvent.ListChats(null, null, null));
    ask(bob, new ClientEvent.GetChatState(CHAT, null));
    ask(bob, new ClientEvent.RemoveReaction(message, CHAT, THUMB));
    ask(bob, new ClientEvent.React(message, CHAT, THUMB));
    ask(bob, new ClientEvent.GetReactions(message, CHAT));
    ask(ada, new ClientEvent.EditMessage(CHAT, message, new EncryptedContent("edited"), null));
    ask(ada, new ClientEvent.DeleteMessage(CHAT, send()));
  }

  private MessageId send() {
    EncryptedContent content = new EncryptedContent("secret");
    Reply sent =
        ask(ada, new ClientEvent.SendMessage(CHAT, content, MessageType.TEXT, null, null, null));
    return ((Reply.MessageSent) sent).message().id();
  }

  private void askOfPresence() {
    ask(bob, new ClientEvent.StartTyping(CHAT));
    ask(bob, new ClientEvent.StopTyping(CHAT));
    ask(bob, new ClientEvent.UpdatePresence(PresenceStatus.AWAY, null));
    ask(bob, new ClientEvent.SubscribePresence(ADA));
    ask(bob, new ClientEvent.UnsubscribePresence(ADA));
  }

  private void askOfCalls() {
    CallId taken = call("taken");
    ask(bob, new ClientEvent.AnswerCall(taken, JSON));
    ask(ada, new ClientEvent.OfferCandidate(taken, JSON));
    ask(ada, new ClientEvent.Renegotiate(taken, new SessionDescription(SdpType.ROLLBACK, null)));
    ask(ada, new ClientEvent.EndCall(taken, null));
    ask(bob, new ClientEvent.RejectCall(call("refused"), null));
  }

  private CallId call(String id) {
    CallId call = new CallId(id);
    ask(ada, new ClientEvent.InitiateCall(call, BOB, CallType.AUDIO, JSON, CHAT));
    return call;
  }

  private void askOfPreferences() {
    ask(bob, new ClientEvent.MuteChat(CHAT, time.instant().plusSeconds(1)));
    ask(bob, new ClientEvent.BlockUser(new UserId("ada")));
    ask(bob, new ClientEvent.UnblockUser(new UserId("ada")));
    ask(bob, new ClientEvent.GetBlockedUsers());
  }

  private void askOfNotifications() {
    Reply pending = ask(ada, new ClientEvent.GetPendingNotifications());
    NotificationId notification =
        ((Reply.PendingNotifications) pending).notifications().getFirst().id();
    ask(ada, new ClientEvent.ReadNotification(notification));
    ask(ada, new ClientEvent.ClearNotification(notification));
    ask(ada, new ClientEvent.ClearNotifications());
  }
}
