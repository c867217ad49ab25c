package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.event.ServerEvent.SyncComplete;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scene of Ada and Bob, who share a chat.
abstract class StateScene {

  static final ChatId CHAT = new ChatId("chat");
  static final UserId ADA = new UserId("ada");
  static final UserId BOB = new UserId("bob");
  static final UserId EVE = new UserId("eve");
  static final Arrival FRESH = new Arrival.Fresh(Map.of());
  static final Reaction HEART = new Reaction("\u2764\uFE0F");

  final ManualTime time = new ManualTime();
  final Ports ports = MemoryPorts.create(time);
  final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);

  /// Makes users members of a chat, after the messages that it has.
  void join(ChatId chat, UserId... users) {
    long head = ports.messageLog().head(chat);
    Arrays.stream(users).forEach(user -> ports.chatDirectory().add(chat, user, head));
  }

  RecordingConnection connected(UserId user, String device) {
    return connected(user, device, FRESH);
  }

  RecordingConnection connected(UserId user, String device, Arrival arrival) {
    RecordingConnection connection = new RecordingConnection(user.value(), device);
    application.connect(connection, arrival);
    return connection;
  }

  /// Returns an arrival that names a place of the chat.
  static Arrival cursor(long seq, @Nullable Long rev) {
    return new Arrival.Fresh(Map.of(CHAT, new Arrival.Cursor(seq, rev)));
  }

  /// Continues the session of a dropped connection, after its last event.
  RecordingConnection resumed(RecordingConnection dropped) {
    String offset = dropped.offset(dropped.offsets() - 1);
    Arrival.Resumed arrival =
        application.claim(dropped.recoveryKey(), offset, dropped.actor(), () -> true).orElseThrow();
    RecordingConnection back = dropped.resumed(arrival);
    application.connect(back, arrival);
    return back;
  }

  static SendMessage message(ChatId chat, String content) {
    return new SendMessage(chat, new EncryptedContent(content), MessageType.TEXT, null, null, null);
  }

  /// Returns a message that mentions users.
  static SendMessage mentioning(boolean silent, UserId... users) {
    String names =
        String.join(",", Arrays.stream(users).map(user -> "\"" + user.value() + "\"").toList());
    Metadata metadata = new Metadata("{\"mentions\":[" + names + "]}", List.of(users));
    EncryptedContent content = new EncryptedContent("mention");
    return new SendMessage(CHAT, content, MessageType.TEXT, null, metadata, null, silent, null);
  }

  Message send(Connection from, SendMessage message) {
    return (Message) ((Reply.MessageSent) application.handle(from, message)).message();
  }

  Message send(Connection from, String content) {
    return send(from, message(CHAT, content));
  }

  Message edit(Connection by, MessageId message, String content) {
    Reply reply =
        application.handle(
            by, new ClientEvent.EditMessage(CHAT, message, new EncryptedContent(content), null));
    return ((Reply.MessageEdited) reply).message();
  }

  void delete(Connection by, MessageId message) {
    application.handle(by, new ClientEvent.DeleteMessage(CHAT, message));
  }

  void react(Connection by, MessageId to) {
    application.handle(by, new ClientEvent.React(to, CHAT, HEART));
  }

  void takeBack(Connection by, MessageId from) {
    application.handle(by, new ClientEvent.RemoveReaction(from, CHAT, HEART));
  }

  void delivered(Connection by, MessageId message) {
    application.handle(by, new ClientEvent.ConfirmDelivery(message, CHAT, null));
  }

  long read(Connection by, MessageId message) {
    Reply reply = application.handle(by, new ClientEvent.ConfirmReading(message, CHAT, null));
    return ((Reply.ReadingConfirmed) reply).unread();
  }

  Reply.ChatSynced sync(Connection by, ClientEvent.SyncChat event) {
    return (Reply.ChatSynced) application.handle(by, event);
  }

  Reply.ChatStateFound state(Connection by, @Nullable Long sinceRev) {
    return (Reply.ChatStateFound)
        application.handle(by, new ClientEvent.GetChatState(CHAT, sinceRev));
  }

  void refuses(Refusal refusal, Connection by, ClientEvent event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> application.handle(by, event))
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  long rev() {
    return ports
        .messageLog()
        .heads(List.of(CHAT))
        .getOrDefault(CHAT, MessageLog.Head.NONE)
        .position()
        .rev();
  }

  static List<ChatState> states(RecordingConnection connection) {
    return connection.received(ChatState.class);
  }

  static SyncComplete complete(RecordingConnection connection) {
    return connection.received(SyncComplete.class).getLast();
  }

  static ServerEvent last(RecordingConnection connection) {
    return connection.received().getLast();
  }
}
