package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Counts the round trips to Redis that a client waits for, one after the other. Those that are
/// made at the same time count once. Subscriptions are commands besides.
class RoundTripsTest extends RoundTripScene {

  private static final int CHATS = 20;

  private void assertWaves(int most, Waves.Trial trial) throws Exception {
    assertThat(waves.of(most, trial)).isNotEmpty().hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void a_device_that_has_missed_nothing_connects() throws Exception {
    assertWaves(
        4,
        () -> {
          Profile user = away();
          return connecting(user, everything());
        });
  }

  @Test
  void a_device_connects_to_a_chat_with_other_changes_than_messages() throws Exception {
    assertWaves(
        5,
        () -> {
          append();
          Profile user = away();
          Map<ChatId, Arrival.Cursor> cursors = everything();
          read(first, newest);
          return connecting(user, cursors);
        });
  }

  @Test
  void a_user_who_was_never_here_connects() throws Exception {
    append();
    assertWaves(7, () -> connecting(member(), Map.of()));
  }

  @Test
  void a_user_of_many_chats_does_not_wait_for_each() throws Exception {
    assertWaves(
        7,
        () -> {
          Profile user = member();
          chats(user);
          return connecting(user, Map.of());
        });
  }

  @Test
  void a_viewer_that_may_come_back_disconnects() throws Exception {
    assertWaves(
        5,
        () -> {
          Connection device = connected(member());
          send(device, new ClientEvent.JoinChat(chat));
          return () -> application.disconnect(device, true);
        });
  }

  @Test
  void a_member_reads_a_message() throws Exception {
    assertWaves(
        3,
        () -> {
          Connection device = connected(member());
          append();
          return () -> read(device, newest);
        });
  }

  @Test
  void a_member_opens_a_chat() throws Exception {
    assertWaves(
        5,
        () -> {
          Connection device = connected(member());
          return () -> send(device, new ClientEvent.JoinChat(chat));
        });
  }

  @Test
  void a_member_opens_several_chats() throws Exception {
    assertWaves(
        5,
        () -> {
          Profile user = member();
          List<ChatId> chats = chats(user);
          Connection device = connected(user);
          return () -> send(device, new ClientEvent.JoinChats(chats));
        });
  }

  /// Makes a user a member of further chats.
  private List<ChatId> chats(Profile user) {
    List<ChatId> chats = Stream.generate(Samples::chat).limit(CHATS).toList();
    chats.forEach(each -> redis.ports().chatDirectory().add(each, user.id(), 0));
    return chats;
  }
}
