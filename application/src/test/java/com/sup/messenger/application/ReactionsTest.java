package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.GetReactions;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.RemoveReaction;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReactionsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Reaction HEART = new Reaction("\u2764\uFE0F");
  private static final Reaction SMILE = new Reaction("\uD83D\uDE00");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final RecordingConnection ada = connected("ada", "phone");
  private final RecordingConnection bob = connected("bob", "phone");
  private final RecordingConnection laptop = connected("bob", "laptop");
  private final MessageId message = sentBy(ada);

  private RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private MessageId sentBy(Connection sender) {
    ClientEvent.SendMessage send =
        new ClientEvent.SendMessage(
            CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null);
    return ((Reply.MessageSent) application.handle(sender, send)).message().id();
  }

  private Reply react(Connection by, Reaction reaction) {
    return application.handle(by, new React(message, CHAT, reaction));
  }

  private Reply remove(Connection by, Reaction reaction) {
    return application.handle(by, new RemoveReaction(message, CHAT, reaction));
  }

  private Reply.Reactions reactions() {
    return (Reply.Reactions) application.handle(ada, new GetReactions(message, CHAT));
  }

  private void refuses(Refusal refusal, Connection to, ClientEvent event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> application.handle(to, event))
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  @Test
  void a_reaction_reaches_every_device_but_the_one_that_reacts() {
    assertThat(react(bob, HEART)).isEqualTo(new Reply.Done());
    ReactionAdded added =
        new ReactionAdded(
            message, CHAT, bob.actor().user(), "bob", HEART, ReactionAction.ADD, time.instant());
    assertThat(ada.received(ReactionAdded.class)).containsExactly(added);
    assertThat(laptop.received(ReactionAdded.class)).containsExactly(added);
    assertThat(bob.received(ReactionAdded.class)).isEmpty();
  }

  @Test
  void a_new_reaction_takes_the_place_of_the_old_one() {
    react(bob, HEART);
    react(bob, SMILE);
    assertThat(reactions().reactions())
        .containsExactly(new Reply.UserReaction(bob.actor().user(), SMILE));
    assertThat(ada.received(ReactionAdded.class))
        .extracting(ReactionAdded::reaction)
        .containsExactly(HEART, SMILE);
  }

  @Test
  void a_reaction_is_taken_back_and_told() {
    react(bob, HEART);
    remove(bob, HEART);
    assertThat(reactions().reactions()).isEmpty();
    ReactionRemoved removed =
        new ReactionRemoved(
            message, CHAT, bob.actor().user(), "bob", HEART, ReactionAction.REMOVE, time.instant());
    assertThat(ada.received(ReactionRemoved.class)).containsExactly(removed);
    assertThat(laptop.received(ReactionRemoved.class)).containsExactly(removed);
    assertThat(bob.received(ReactionRemoved.class)).isEmpty();
  }

  @Test
  void taking_back_what_is_not_there_succeeds_and_tells_nobody() {
    react(bob, HEART);
    assertThat(remove(bob, SMILE)).isEqualTo(new Reply.Done());
    assertThat(remove(ada, HEART)).isEqualTo(new Reply.Done());
    assertThat(reactions().reactions()).hasSize(1);
    assertThat(ada.received(ReactionRemoved.class)).isEmpty();
    assertThat(bob.received(ReactionRemoved.class)).isEmpty();
  }

  @Test
  void there_must_be_such_a_message_in_the_chat() {
    MessageId unknown = new MessageId("unknown");
    refuses(Refusal.MESSAGE_NOT_FOUND, bob, new React(unknown, CHAT, HEART));
    refuses(Refusal.MESSAGE_NOT_FOUND, bob, new RemoveReaction(unknown, CHAT, HEART));
    refuses(Refusal.MESSAGE_NOT_FOUND, bob, new GetReactions(unknown, CHAT));
    ChatId other = new ChatId("other");
    ports.chatDirectory().add(other, bob.actor().user(), 0);
    refuses(Refusal.MESSAGE_NOT_FOUND, bob, new React(message, other, HEART));
  }

  @Test
  void who_is_no_member_is_told_that_there_is_no_chat() {
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    application.connect(eve, new Arrival.Fresh(Map.of()));
    refuses(Refusal.CHAT_NOT_FOUND, eve, new React(message, CHAT, HEART));
    refuses(Refusal.CHAT_NOT_FOUND, eve, new RemoveReaction(message, CHAT, HEART));
    refuses(Refusal.CHAT_NOT_FOUND, eve, new GetReactions(message, CHAT));
  }

  private ReactionAdded added(UserId user) {
    return new ReactionAdded(message, CHAT, user, null, HEART, ReactionAction.ADD, time.instant());
  }

  @Test
  void a_message_with_as_many_reactions_as_it_may_have_takes_no_more() {
    IntStream.range(0, Reaction.MAX_PER_MESSAGE)
        .forEach(i -> ports.reactionStore().put(1, added(new UserId("u" + i)), null));
    refuses(Refusal.PERMISSION_DENIED, bob, new React(message, CHAT, HEART));
    assertThat(ada.received(ReactionAdded.class)).hasSize(Reaction.MAX_PER_MESSAGE);
  }

  @Test
  void the_author_is_notified_of_the_first_reaction_of_somebody_else() {
    react(ada, HEART);
    assertThat(ada.received(NotificationNew.class)).isEmpty();
    react(bob, HEART);
    react(bob, HEART);
    react(bob, SMILE);
    assertThat(ada.received(NotificationNew.class))
        .extracting(NotificationNew::fromUserId, n -> n.data().json())
        .containsExactly(tuple(bob.actor().user(), "{\"reaction\":\"\u2764\uFE0F\"}"));
    assertThat(bob.received(NotificationNew.class)).isEmpty();
  }

  @Test
  void an_author_who_has_left_the_chat_is_not_notified() {
    ports.chatDirectory().remove(CHAT, ada.actor().user());
    react(bob, HEART);
    assertThat(ada.received(NotificationNew.class)).isEmpty();
  }
}
