package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.memory.SystemScheduler;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.pubsub.Seal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The work of Redis in a minute for one account that uses all its limits.
/// `docs/decisions/0022-cost-of-work.md` has the figures.
@Tag("full")
class CostOfWorkTest {

  private static final int CHATS = 10;
  private static final int MESSAGES = 200;
  private static final String LONGEST = "x".repeat(EncryptedContent.MAX_BYTES);
  private static final Instant NOW = Instant.now();

  private final RedisProcess server = RedisProcess.open();
  private final Adapters adapters =
      RedisModule.adapters(RedisServers.open(server.url()), "one", 64 << 20, Seal.none());
  private final SystemScheduler scheduler = new SystemScheduler();
  private final Ports ports = ports();
  private final ChatApplication application =
      new ChatApplication(
          ports,
          Settings.of(Admission.MEMBERS),
          InstantSource.fixed(NOW),
          scheduler,
          "one",
          Observer.NONE);
  private final ChatId longest = Samples.chat();
  private final UserId user = Samples.user();
  private final Map<ChatId, List<MessageId>> chats = new LinkedHashMap<>();
  private final Map<String, Cost> costs = new LinkedHashMap<>();

  /// @param written bytes that Redis was sent
  /// @param read bytes that Redis sent
  /// @param millis time of the processor that Redis used
  private record Cost(long written, long read, long millis) {
    Cost minus(Cost other) {
      return new Cost(written - other.written, read - other.read, millis - other.millis);
    }

    Cost plus(Cost other) {
      return new Cost(written + other.written, read + other.read, millis + other.millis);
    }
  }

  @AfterEach
  void close() {
    scheduler.close();
    adapters.close();
    server.close();
  }

  private Ports ports() {
    TokenVerifier tokens =
        _ -> new Claims(new Profile(user, "Ada", null), null, Instant.MIN, Instant.MAX);
    Adapters all = adapters.with(TokenVerifier.class, tokens);
    return Ports.from(
        new Ports.Source() {
          @Override
          public <P> P adapter(Class<P> port) {
            return all.adapter(port).orElseThrow();
          }
        });
  }

  @Test
  void one_account_at_all_its_limits_costs_what_is_written_down() {
    fill();
    List<ChatId> names = List.copyOf(chats.keySet());
    measure("connections as a new device", this::connections);
    Connection ada = connect();
    measure("chat:sync", ada, _ -> new ClientEvent.SyncChat(longest, 0L, null, 500));
    measure(
        "message:delivered",
        ada,
        i -> new ClientEvent.ConfirmDelivery(twentieth(i), chat(i), null));
    measure("message:read", ada, i -> new ClientEvent.ConfirmReading(twentieth(i), chat(i), null));
    measure("reaction:new", ada, i -> new ClientEvent.React(last(i), chat(i), new Reaction("x")));
    measure("reaction:get", ada, i -> new ClientEvent.GetReactions(last(i), chat(i)));
    measure(
        "reaction:remove",
        ada,
        i -> new ClientEvent.RemoveReaction(last(i), chat(i), new Reaction("x")));
    measure("chat:join", ada, i -> new ClientEvent.JoinChat(chat(i)));
    measure("chat:join-multiple", ada, _ -> new ClientEvent.JoinChats(names));
    measure("chat:list", ada, _ -> new ClientEvent.ListChats(null, null, null));
    measure("chat:state", ada, i -> new ClientEvent.GetChatState(chat(i), null));
    measure("message:new", ada, i -> message(names.get(i % CHATS), last(i)));
    Cost total = costs.values().stream().reduce(new Cost(0, 0, 0), Cost::plus);
    costs.put("all", total);
    costs.forEach(CostOfWorkTest::print);
    assertThat(total.read()).isLessThan(128 << 20);
    assertThat(total.written()).isLessThan(16 << 20);
  }

  @Test
  void an_append_costs_redis_little() {
    await().ignoreExceptions().until(() -> ports.messageLog().head(Samples.chat()) == 0);
    ChatId chat = Samples.chat();
    Profile eve = Samples.profile();
    ports.chatDirectory().add(chat, eve.id(), 0);
    append(chat, eve, 2_000);
    double young = micros(() -> append(chat, eve, 4_000));
    append(chat, eve, 5_000);
    double full = micros(() -> append(chat, eve, 4_000));
    System.out.printf(
        Locale.ROOT, "An append of 1 KB: %.1f us, in a full chat %.1f us%n", young, full);
    assertThat(Math.max(young, full)).isLessThan(2_000);
  }

  private void append(ChatId chat, Profile by, int count) {
    for (int i = 0; i < count; i++) {
      Draft draft = Samples.draft(chat, "x".repeat(1_000), "t" + UUID.randomUUID());
      ports.messageLog().append(draft, by, null, Samples.messageId(), NOW);
    }
  }

  /// Returns the average time of the scripts that run meanwhile.
  private double micros(Runnable work) {
    server.command("CONFIG", "RESETSTAT");
    work.run();
    String stats = (String) server.command("INFO", "commandstats");
    Matcher script = Pattern.compile("cmdstat_evalsha:.*usec_per_call=([0-9.]+)").matcher(stats);
    assertThat(script.find()).isTrue();
    return Double.parseDouble(script.group(1));
  }

  private static void print(String what, Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f MB | %.2f MB | %d ms |%n",
        what,
        cost.written / 1e6,
        cost.read / 1e6,
        cost.millis);
  }

  private void fill() {
    await().ignoreExceptions().until(() -> ports.messageLog().head(Samples.chat()) == 0);
    Profile eve = Samples.profile();
    for (int c = 0; c < CHATS; c++) {
      ChatId chat = Samples.chat();
      chats.put(chat, fill(chat, eve, MESSAGES));
    }
    fill(longest, eve, 500);
  }

  private List<MessageId> fill(ChatId chat, Profile by, int count) {
    ports.chatDirectory().add(chat, user, 0);
    ports.chatDirectory().add(chat, by.id(), 0);
    List<MessageId> messages = Stream.generate(Samples::messageId).limit(count).toList();
    messages.forEach(
        id -> ports.messageLog().append(Samples.draft(chat, LONGEST, null), by, null, id, NOW));
    return messages;
  }

  private ChatId chat(int number) {
    return List.copyOf(chats.keySet()).get(number % CHATS);
  }

  /// Each is twenty after the one before in its chat.
  private MessageId twentieth(int number) {
    return chats.get(chat(number)).get(Math.min(MESSAGES, (number / CHATS + 1) * 20) - 1);
  }

  private MessageId last(int number) {
    return chats.get(chat(number)).getLast();
  }

  private static ClientEvent message(ChatId chat, MessageId answered) {
    return new ClientEvent.SendMessage(
        chat, new EncryptedContent(LONGEST), MessageType.TEXT, answered, null, null);
  }

  private void measure(String event, Connection connection, IntFunction<ClientEvent> events) {
    measure(
        event,
        () -> {
          for (int i = 0; isAdmitted(connection, event, events.apply(i)); i++) {
            assertThat(i).isLessThan(1_000);
          }
        });
  }

  private boolean isAdmitted(Connection connection, String name, ClientEvent event) {
    assertThat(event.getClass().getAnnotation(EventName.class).value()).isEqualTo(name);
    try {
      application.handle(connection, name, () -> event);
      return true;
    } catch (RefusedException e) {
      assertThat(e.refusal()).isEqualTo(Refusal.RATE_LIMIT_EXCEEDED);
      return false;
    }
  }

  private void connections() {
    try {
      for (int i = 0; i < 100; i++) {
        Actor actor = application.authenticate("token", UUID.randomUUID().toString());
        application.begin(actor);
        application.connect(new QuietDevice(actor), new Arrival.Fresh(Map.of()));
      }
      throw new AssertionError("No limit");
    } catch (ConnectionRefusedException e) {
      assertThat(e.code()).isEqualTo(ConnectionRefusedException.Code.RATE_LIMIT_EXCEEDED);
    }
  }

  private Connection connect() {
    Actor actor =
        new Actor(
            new Profile(user, "Ada", null), Samples.device(), Actor.Namer.TOKEN, NOW, Instant.MAX);
    Connection connection = new QuietDevice(actor);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private void measure(String what, Runnable work) {
    Cost before = spent();
    work.run();
    costs.put(what, spent().minus(before));
  }

  private Cost spent() {
    return new Cost(
        (long) figure("stats", "total_net_input_bytes"),
        (long) figure("stats", "total_net_output_bytes"),
        (long) (1_000 * figure("cpu", "used_cpu_user") + 1_000 * figure("cpu", "used_cpu_sys")));
  }

  private double figure(String section, String name) {
    return ((String) server.command("INFO", section))
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
