package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that a party who is removed from the last shared chat is out of the call.
class CallEvictionsTest extends CallScene {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  /// A way by which a user loses a chat.
  private record Way(String name, Consumer<CallEvictionsTest> loses) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way(
            "the target is removed", t -> t.application.administration().removeMember(CHAT, BOB)),
        new Way(
            "the caller is removed", t -> t.application.administration().removeMember(CHAT, ADA)),
        new Way("the members are replaced", t -> t.replaceMembers(Set.of(ADA))),
        new Way("the chat is deleted", t -> t.application.administration().deleteChat(CHAT)));
  }

  private void replaceMembers(Set<UserId> members) {
    application.administration().putChat(CHAT, new ChatUpdate(Map.of(), members, null));
  }

  // The devices of the removed user are looked at by threads of their own.
  private static void ended(List<RecordingConnection> devices, String... reasons) {
    for (RecordingConnection device : devices) {
      await().until(() -> ends(device).size() >= reasons.length);
      assertThat(ends(device)).extracting(CallEnded::reason).containsExactly(reasons);
    }
  }

  private static List<CallEnded> ends(RecordingConnection device) {
    return device.received(CallEnded.class);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void an_answered_call_ends_on_both_devices(Way way) {
    talk();
    way.loses().accept(this);
    ended(List.of(ada, bob), "not-allowed");
    ended(List.of(laptop), "answered-elsewhere");
    conflicts(() -> end(ada));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void a_ringing_call_stops_on_every_device_and_is_not_missed(Way way) {
    ring();
    way.loses().accept(this);
    ended(List.of(ada, bob, laptop), "not-allowed");
    assertThat(missed(bob)).isEmpty();
    conflicts(() -> answer(bob));
  }

  @Test
  void the_call_goes_on_while_the_parties_share_another_chat() {
    ChatId other = new ChatId("other");
    ports.chatDirectory().add(other, ADA, 0);
    ports.chatDirectory().add(other, BOB, 0);
    talk();
    application.administration().removeMember(CHAT, BOB);
    assertThat(ends(ada)).isEmpty();
    assertThat(ends(bob)).isEmpty();
    application.administration().removeMember(other, ADA);
    ended(List.of(ada, bob), "not-allowed");
  }

  @Test
  void the_call_goes_on_when_a_third_user_is_removed() {
    RecordingConnection eve = connected("eve", "phone");
    talk();
    application.administration().removeMember(CHAT, eve.actor().user());
    assertThat(ends(ada)).isEmpty();
    assertThat(ends(bob)).isEmpty();
  }

  @Test
  void a_party_without_a_connection_is_out_too() {
    talk();
    application.disconnect(bob, true);
    application.administration().removeMember(CHAT, BOB);
    ended(List.of(ada), "not-allowed");
  }

  @Test
  void a_removal_that_was_not_published_is_made_good_by_a_repeat() {
    talk();
    ports.chatDirectory().remove(CHAT, BOB);
    assertThat(ends(ada)).isEmpty();
    application.administration().removeMember(CHAT, BOB);
    ended(List.of(ada), "not-allowed");
  }

  @Test
  void a_removal_while_the_call_begins_ends_it() {
    AtomicReference<Runnable> before = new AtomicReference<>();
    Ports racing = ReplacedPorts.with(ports, CallStore.class, "begin", before);
    ChatApplication other =
        new ChatApplication(
            racing, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
    before.set(() -> application.administration().removeMember(CHAT, BOB));
    Reply reply = other.handle(ada, new InitiateCall(CALL, BOB, CallType.AUDIO, OFFER, CHAT));
    other.acknowledged(ada, reply);
    ended(List.of(ada, bob, laptop), "not-allowed");
  }

  @Test
  void lost_news_of_a_removal_are_made_good_by_the_review() {
    talk();
    ports.chatDirectory().remove(CHAT, BOB);
    application.start();
    time.advance(Duration.ofSeconds(30));
    ended(List.of(ada, bob), "not-allowed");
    application.stop();
  }
}
