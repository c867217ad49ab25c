package com.sup.messenger.application.connection;

import static com.sup.messenger.application.connection.Phase.ACCEPTED;
import static com.sup.messenger.application.connection.Phase.ARRIVING;
import static com.sup.messenger.application.connection.Phase.CLOSED;
import static com.sup.messenger.application.connection.Phase.HANDED_OVER;
import static com.sup.messenger.application.connection.Phase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests each change of phase, legal and illegal, and what the state keeps in each phase.
class ConnectionStateTest {

  private static final Path ARCHITECTURE = Path.of("..", "docs", "architecture.md");

  private static final Pattern ARROW =
      Pattern.compile("^ +(\\w+) --> (\\w+)(?::.*)?$", Pattern.MULTILINE);

  private static final Map<Phase, Set<Phase>> LEGAL =
      Map.of(
          ACCEPTED, Set.of(ARRIVING, CLOSED),
          ARRIVING, Set.of(LIVE, HANDED_OVER, CLOSED),
          LIVE, Set.of(HANDED_OVER, CLOSED),
          HANDED_OVER, Set.of(),
          CLOSED, Set.of());

  private static final Topic USER = new Topic.User(new UserId("ada"));
  private static final ChatId CHAT = new ChatId("chat");
  private static final Duration LAPSE = Duration.ofSeconds(5);

  private static ConnectionState in(Phase phase) {
    ConnectionState state = new ConnectionState();
    if (phase == ACCEPTED) {
      return state;
    }
    state.arrive(new Arrival.Fresh(Map.of()));
    if (phase == LIVE) {
      state.arrived();
    } else if (phase != ARRIVING) {
      change(state, phase);
    }
    return state;
  }

  private static void change(ConnectionState state, Phase next) {
    switch (next) {
      case ACCEPTED -> throw new IllegalStateException("No connection is accepted twice");
      case ARRIVING -> state.arrive(new Arrival.Fresh(Map.of()));
      case LIVE -> state.arrived();
      case HANDED_OVER -> state.handOver();
      case CLOSED -> state.close();
    }
  }

  static Stream<Arguments> changes() {
    return Arrays.stream(Phase.values())
        .flatMap(from -> Arrays.stream(Phase.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_legal_change_is_made_and_an_illegal_one_leaves_the_phase(Phase from, Phase to) {
    ConnectionState state = in(from);
    assertThat(state.phase()).isEqualTo(from);
    if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
      change(state, to);
      assertThat(state.phase()).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> change(state, to)).isInstanceOf(IllegalStateException.class);
      assertThat(state.phase()).isEqualTo(from);
    }
  }

  @Test
  void the_diagram_of_the_architecture_has_the_legal_changes() throws IOException {
    Stream<String> drawn =
        ARROW
            .matcher(section(Files.readString(ARCHITECTURE)))
            .results()
            .map(arrow -> phase(arrow.group(1)) + " " + phase(arrow.group(2)));
    Stream<String> legal =
        LEGAL.entrySet().stream()
            .flatMap(from -> from.getValue().stream().map(to -> from.getKey() + " " + to));
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(legal.toList());
  }

  private static String section(String document) {
    return document.substring(document.indexOf("## States of a connection"));
  }

  private static Phase phase(String drawn) {
    return Phase.valueOf(drawn.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void a_connection_follows_topics_while_it_is_open(Phase phase) {
    ConnectionState state = in(phase);
    boolean open = phase == ARRIVING || phase == LIVE;
    assertThat(state.isOpen()).isEqualTo(open);
    assertThat(state.hasEnded()).isEqualTo(phase == HANDED_OVER || phase == CLOSED);
    assertThat(state.follow(USER)).isEqualTo(open);
    assertThat(state.topics()).isEqualTo(open ? Set.of(USER) : Set.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"HANDED_OVER", "CLOSED"})
  void the_topics_of_the_end_stay_as_they_were(Phase end) {
    ConnectionState state = in(LIVE);
    state.follow(USER);
    change(state, end);
    state.unfollow(USER);
    assertThat(state.topics()).isEmpty();
    assertThat(state.lastTopics()).containsExactly(USER);
  }

  @ParameterizedTest
  @EnumSource(names = {"HANDED_OVER", "CLOSED"})
  void a_connection_that_has_ended_has_no_status(Phase end) {
    ConnectionState state = in(LIVE);
    assertThat(state.said()).isEmpty();
    state.say(PresenceStatus.AWAY);
    assertThat(state.said()).contains(PresenceStatus.AWAY);
    change(state, end);
    assertThat(state.said()).isEmpty();
  }

  @Test
  void typing_can_be_ended_after_the_end_but_not_after_a_hand_over() {
    ConnectionState closed = in(LIVE);
    closed.beginTyping(CHAT, Instant.EPOCH, LAPSE);
    closed.close();
    assertThat(closed.typing()).containsExactly(CHAT);
    assertThat(closed.endTyping(CHAT)).isTrue();
    assertThat(closed.endTyping(CHAT)).isFalse();

    ConnectionState moved = in(LIVE);
    moved.beginTyping(CHAT, Instant.EPOCH, LAPSE);
    moved.handOver();
    assertThat(moved.endTyping(CHAT)).isFalse();
  }

  @Test
  void typing_that_has_lapsed_is_forgotten() {
    ConnectionState state = in(LIVE);
    state.beginTyping(CHAT, Instant.EPOCH, LAPSE);
    state.beginTyping(new ChatId("other"), Instant.EPOCH.plus(LAPSE), LAPSE);
    assertThat(state.endTyping(CHAT)).isFalse();
  }

  @Test
  void only_a_connection_that_has_arrived_leaves_something() {
    assertThat(in(ACCEPTED).close()).isFalse();
    assertThat(in(ARRIVING).close()).isTrue();
    assertThat(in(LIVE).close()).isTrue();
  }
}
