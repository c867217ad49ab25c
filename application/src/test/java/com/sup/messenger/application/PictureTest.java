package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a client which loses connections and news has the picture of the store in the end.
class PictureTest extends ClusterScene {

  private static final int STEPS = 400;
  private static final UserId EVE = new UserId("eve");

  private final List<Client> clients = new ArrayList<>();
  private Random random;

  /// A chat as a client knows it out of the events that it has received.
  private static final class Picture {

    private final Map<Long, Integer> versions = new TreeMap<>();
    private final Map<MessageId, Map<UserId, Reaction>> reactions = new HashMap<>();
    private final Map<UserId, Long> read = new HashMap<>();
    private final Map<MessageId, ChatMessage> byId = new HashMap<>();
    private String name = "";

    Picture(List<ServerEvent> events) {
      events.forEach(this::see);
      byId.values().stream()
          .filter(message -> !(message instanceof Message))
          .forEach(message -> reactions.remove(message.id()));
      reactions.values().removeIf(Map::isEmpty);
    }

    private void see(ServerEvent event) {
      switch (event) {
        case ServerEvent.MessageNew(var message, _) -> put(message);
        case ServerEvent.MessageUpdated(var message, _) -> put(message);
        case ServerEvent.MessageDeleted deleted -> delete(deleted);
        case ServerEvent.ReactionAdded added ->
            reactionsTo(added.messageId()).put(added.userId(), added.reaction());
        case ServerEvent.ReactionRemoved removed ->
            reactionsTo(removed.messageId()).remove(removed.userId(), removed.reaction());
        case ServerEvent.Read(var message, _, var user, _) ->
            read.merge(user, byId.get(message).seq(), Math::max);
        case ServerEvent.ChatUpdated updated -> name = updated.changes().json();
        case ServerEvent.ChatState state -> see(state);
        default -> {}
      }
    }

    private void see(ServerEvent.ChatState state) {
      state.updated().forEach(updated -> put(updated.message()));
      state.deleted().forEach(this::delete);
      state
          .reactions()
          .forEach(
              of -> {
                reactionsTo(of.messageId()).clear();
                of.reactions()
                    .forEach(r -> reactionsTo(of.messageId()).put(r.userId(), r.reaction()));
              });
      state.receipts().forEach(of -> read.merge(of.userId(), of.readSeq(), Math::max));
      if (state.chat() != null) {
        name = state.chat().name() == null ? "" : "{\"name\":\"" + state.chat().name() + "\"}";
      }
    }

    private Map<UserId, Reaction> reactionsTo(MessageId message) {
      return reactions.computeIfAbsent(message, _ -> new HashMap<>());
    }

    private void put(ChatMessage message) {
      versions.merge(message.seq(), message.version(), Math::max);
      byId.merge(message.id(), message, (a, b) -> a.version() > b.version() ? a : b);
    }

    private void delete(ServerEvent.MessageDeleted deleted) {
      if (byId.get(deleted.messageId()) instanceof Message message) {
        put(message.deleted(null, deleted.deletedAt()));
      }
    }

    /// Returns for each user the newest message of an author that the user has read.
    Map<UserId, Long> readOf(UserId author) {
      Map<UserId, Long> newest = new HashMap<>();
      read.forEach(
          (user, seq) ->
              byId.values().stream()
                  .filter(message -> message.senderId().equals(author) && message.seq() <= seq)
                  .mapToLong(ChatMessage::seq)
                  .max()
                  .ifPresent(own -> newest.put(user, own)));
      newest.remove(author);
      return newest;
    }
  }

  /// A way of coming back.
  private enum Way {
    SESSION,
    CURSOR,
    DEVICE
  }

  /// A device of a user.
  private final class Client {
    private final UserId user;
    private final String device;
    private final Way way;
    private final List<ServerEvent> kept = new ArrayList<>();
    private RecordingConnection connection;
    private Instance at;

    /// The number of events of the connection that have arrived for sure.
    private int confirmed = 1;

    Client(UserId user, Way way) {
      this.user = user;
      this.device = user.value() + clients.size() + way;
      this.way = way;
      this.at = one;
      this.connection = new RecordingConnection(user.value(), device);
      at.application.connect(connection, new Arrival.Fresh(Map.of()));
    }

    List<ServerEvent> seen() {
      List<ServerEvent> all = new ArrayList<>(kept);
      all.addAll(connection.received());
      return all;
    }

    void handle(ClientEvent event) {
      at.application.handle(connection, event);
    }

    private Optional<MessageId> newest(List<ServerEvent> events) {
      return events.stream()
          .filter(ServerEvent.MessageNew.class::isInstance)
          .map(event -> ((ServerEvent.MessageNew) event).message().id())
          .reduce((_, last) -> last);
    }

    void confirm(List<ServerEvent> events) {
      newest(events).ifPresent(last -> handle(new ClientEvent.ConfirmDelivery(last, CHAT, null)));
    }

    /// Confirms all events.
    void confirm() {
      confirmed = connection.received().size();
      confirm(connection.received());
    }

    /// Loses the connection. The last events do not arrive.
    void drop() {
      List<ServerEvent> received = connection.received();
      int arrived = received.size() - random.nextInt(Math.min(received.size(), 4));
      arrived = Math.max(confirmed, arrived);
      List<ServerEvent> prefix = List.copyOf(received.subList(0, arrived));
      if (random.nextBoolean()) {
        confirm(prefix);
      }
      String offset = connection.offset(arrived - 1);
      kept.addAll(prefix);
      at.application.disconnect(connection, way == Way.SESSION);
      RecordingConnection before = connection;
      connection = null;
      confirmed = 1;
      back = () -> comeBack(before, offset);
    }

    private Runnable back = () -> {};

    private void comeBack(RecordingConnection before, String offset) {
      at = random.nextBoolean() ? one : two;
      if (way == Way.SESSION) {
        var arrival =
            at.application
                .claim(before.recoveryKey(), offset, before.actor(), () -> true)
                .orElseThrow();
        connection = before.resumed(arrival);
        at.application.connect(connection, arrival);
        return;
      }
      connection = new RecordingConnection(user.value(), device);
      Arrival fresh = new Arrival.Fresh(way == Way.CURSOR ? Map.of(CHAT, cursor()) : Map.of());
      at.application.connect(connection, fresh);
    }

    private Arrival.Cursor cursor() {
      long seq =
          kept.stream()
              .filter(ServerEvent.MessageNew.class::isInstance)
              .mapToLong(event -> ((ServerEvent.MessageNew) event).message().seq())
              .max()
              .orElse(0);
      long rev =
          kept.stream()
              .filter(ServerEvent.ChatState.class::isInstance)
              .mapToLong(event -> ((ServerEvent.ChatState) event).rev())
              .max()
              .orElse(0);
      return new Arrival.Cursor(seq, rev);
    }
  }

  /// Acts for a device, or for what is around it.
  private void step(Client by) {
    switch (random.nextInt(7)) {
      case 0 -> by.drop();
      case 1 -> two.bus.deafen();
      case 2 -> two.bus.heal(random.nextBoolean());
      case 3 -> time.advance(Duration.ofMillis(random.nextInt(200)));
      case 4 -> rename("n" + random.nextInt(99));
      default -> by.confirm();
    }
  }

  private void rename(String name) {
    ChatUpdate update = new ChatUpdate(Map.of(ChatUpdateType.NAME, Optional.of(name)), null, null);
    one.application.administration().putChat(CHAT, update);
  }

  private Optional<ChatMessage> aMessage() {
    long head = ports.messageLog().head(CHAT);
    long seq = Math.max(1, head - random.nextInt(20));
    return head == 0
        ? Optional.empty()
        : ports.messageLog().after(CHAT, seq - 1, 1, 1).entries().stream()
            .findFirst()
            .map(posted -> posted.message());
  }

  private void change(Client by, ChatMessage message, int kind) {
    MessageId id = message.id();
    boolean own = message instanceof Message && message.senderId().equals(by.user);
    Reaction reaction = new Reaction("r" + random.nextInt(3));
    if (kind < 13 && own) {
      EncryptedContent content = new EncryptedContent("edit " + random.nextInt());
      by.handle(new ClientEvent.EditMessage(CHAT, id, content, null));
    } else if (kind == 13 && own) {
      by.handle(new ClientEvent.DeleteMessage(CHAT, id));
    } else if (kind < 17 && message instanceof Message) {
      by.handle(new ClientEvent.React(id, CHAT, reaction));
    } else if (kind == 17 && message instanceof Message) {
      by.handle(new ClientEvent.RemoveReaction(id, CHAT, reaction));
    } else {
      by.handle(new ClientEvent.ConfirmReading(id, CHAT, null));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void every_device_has_the_picture_of_the_store(long seed) {
    random = new Random(seed);
    for (UserId user : List.of(ADA, BOB, EVE)) {
      ports.chatDirectory().add(CHAT, user, 0);
    }
    List<Client> writers =
        Stream.of(ADA, BOB, EVE).map(user -> new Client(user, Way.SESSION)).toList();
    for (Way way : Way.values()) {
      clients.add(new Client(BOB, way));
    }
    List<Client> all = new ArrayList<>(clients);
    all.addAll(writers);
    for (int i = 0; i < STEPS; i++) {
      Client by = all.get(random.nextInt(all.size()));
      if (by.connection == null) {
        by.back.run();
      } else if (writers.contains(by)) {
        write(by);
      } else {
        step(by);
      }
    }
    two.bus.heal(false);
    all.stream().filter(client -> client.connection == null).forEach(client -> client.back.run());
    time.advance(Duration.ofSeconds(31));
    clients.forEach(this::compare);
  }

  /// Acts for a user whose connection never drops.
  private void write(Client by) {
    int kind = random.nextInt(20);
    if (kind < 6) {
      send(by.at, by.connection, "m");
    } else {
      aMessage().ifPresent(message -> change(by, message, Math.max(11, kind)));
    }
  }

  private void compare(Client client) {
    Picture picture = new Picture(client.seen());
    Map<Long, Integer> versions = new TreeMap<>();
    Map<MessageId, Map<UserId, Reaction>> reactions = new HashMap<>();
    ports
        .messageLog()
        .after(CHAT, 0, 10_000, Long.MAX_VALUE)
        .entries()
        .forEach(
            posted -> {
              ChatMessage message = posted.message();
              versions.put(message.seq(), message.version());
              Map<UserId, Reaction> of = ports.reactionStore().of(CHAT, message.id());
              if (!of.isEmpty()) {
                reactions.put(message.id(), of);
              }
            });
    assertThat(picture.versions).as("versions of " + client.device).isEqualTo(versions);
    assertThat(picture.reactions).as("reactions of " + client.device).isEqualTo(reactions);
    Picture whole = new Picture(client.seen());
    for (UserId user : List.of(ADA, EVE)) {
      whole.read.put(user, ports.receiptStore().of(CHAT, user).read());
    }
    whole.read.remove(BOB);
    picture.read.remove(BOB);
    assertThat(picture.readOf(BOB)).as("receipts of " + client.device).isEqualTo(whole.readOf(BOB));
    ports
        .chatProfiles()
        .of(CHAT)
        .flatMap(profile -> profile.field(ChatUpdateType.NAME))
        .ifPresent(
            name ->
                assertThat(picture.name)
                    .as("name of " + client.device)
                    .isEqualTo("{\"name\":\"" + name + "\"}"));
  }
}
