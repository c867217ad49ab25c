package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.DeleteMessage;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The calls of ports that an event makes. Each is a round trip to a store.
/// Their number does not grow with the users that the event concerns.
class PortCallsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final ManualTime time = new ManualTime();
  private final Ports stored = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(
          Ports.from(new Counting()),
          Settings.of(Admission.MEMBERS),
          time,
          time,
          "only",
          Observer.NONE);
  private final Administration administration = application.administration();

  /// Makes ports that note each call.
  private final class Counting implements Ports.Source {

    @Override
    public <P> P adapter(Class<P> port) {
      P adapter = ReplacedPorts.find(stored, port);
      Class<?>[] types = {port};
      Object counting =
          Proxy.newProxyInstance(
              port.getClassLoader(),
              types,
              (_, method, arguments) -> {
                calls.add(port.getSimpleName() + "." + method.getName());
                return method.invoke(adapter, arguments);
              });
      return port.cast(counting);
    }
  }

  private List<String> callsOf(Runnable work) {
    calls.clear();
    work.run();
    // Notifications and pushes follow a little later.
    time.advance(Duration.ofSeconds(1));
    // Some are made at the same time, in any order.
    return calls.stream().sorted().toList();
  }

  private static Set<UserId> users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new UserId("user" + i))
        .collect(Collectors.toSet());
  }

  private static ChatUpdate members(Set<UserId> users) {
    return new ChatUpdate(Map.of(), users, null);
  }

  private Connection adaWith(int others) {
    Set<UserId> all = users(others);
    all.add(ADA);
    administration.putChat(CHAT, members(all));
    RecordingConnection ada = new RecordingConnection("ada", "phone");
    application.connect(ada, new Arrival.Fresh(Map.of()));
    return ada;
  }

  private MessageId mention(Connection ada, int mentioned) {
    Metadata metadata = Metadata.of("{}", users(mentioned));
    EncryptedContent content = new EncryptedContent("x");
    var event = new SendMessage(CHAT, content, MessageType.TEXT, null, metadata, null);
    Reply reply = application.handle(ada, "message:new", () -> event);
    return ((Reply.MessageSent) reply).message().id();
  }

  @Test
  void a_message_that_mentions_a_hundred_users_makes_the_calls_of_one_that_mentions_one() {
    Connection ada = adaWith(100);
    List<String> one = callsOf(() -> mention(ada, 1));
    List<String> hundred = callsOf(() -> mention(ada, 100));
    assertThat(hundred).isEqualTo(one).hasSizeLessThan(20).contains("NotificationStore.add");
  }

  @Test
  void the_deletion_of_a_message_that_mentions_a_hundred_users_does_so_too() {
    Connection ada = adaWith(100);
    List<String> one = callsOf(() -> delete(ada, mention(ada, 1)));
    List<String> hundred = callsOf(() -> delete(ada, mention(ada, 100)));
    assertThat(hundred).isEqualTo(one).contains("NotificationStore.withdraw");
  }

  private void delete(Connection ada, MessageId message) {
    application.handle(ada, "message:delete", () -> new DeleteMessage(CHAT, message));
  }

  @Test
  void a_chat_of_a_thousand_members_makes_the_calls_of_one_of_two() {
    ChatId other = new ChatId("other");
    List<String> two = callsOf(() -> administration.putChat(other, members(users(2))));
    List<String> thousand = callsOf(() -> administration.putChat(CHAT, members(users(1_000))));
    assertThat(thousand).isEqualTo(two).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void the_removal_of_a_thousand_members_makes_the_calls_of_that_of_two() {
    ChatId other = new ChatId("other");
    administration.putChat(other, members(users(3)));
    administration.putChat(CHAT, members(users(1_000)));
    List<String> two = callsOf(() -> administration.putChat(other, members(users(1))));
    List<String> most = callsOf(() -> administration.putChat(CHAT, members(users(1))));
    assertThat(withoutPages(most)).isEqualTo(withoutPages(two));
    List<String> one = callsOf(() -> administration.deleteChat(other));
    administration.putChat(CHAT, members(users(1_000)));
    List<String> all = callsOf(() -> administration.deleteChat(CHAT));
    assertThat(withoutPages(all)).isEqualTo(withoutPages(one));
  }

  /// Leaves out the calls that are made once for each page of users.
  private static List<String> withoutPages(List<String> calls) {
    return calls.stream().filter(call -> !call.equals("CallStore.of")).toList();
  }

  @Test
  void each_member_is_sent_its_notification_nevertheless() {
    Connection ada = adaWith(100);
    RecordingConnection last = new RecordingConnection("user99", "phone");
    application.connect(last, new Arrival.Fresh(Map.of()));
    mention(ada, 100);
    assertThat(last.received(ServerEvent.NotificationNew.class)).hasSize(2);
  }
}
