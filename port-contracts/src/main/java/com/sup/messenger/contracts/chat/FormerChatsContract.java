package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatDirectory.DeviceChats;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ChatDirectory] about the chats that a user has left. Each adapter's test
/// extends it.
public abstract class FormerChatsContract extends PortContract {

  private final UserId user = Samples.user();
  private final ReceiptStore.Device phone = new ReceiptStore.Device(user, Samples.device(), true);
  private final ChatId chat = Samples.chat();
  private final ChatId other = Samples.chat();

  /// Returns the directory under test.
  protected abstract ChatDirectory directory();

  private void join(ChatId... chats) {
    List.of(chats).forEach(one -> directory().add(one, user, 0));
  }

  private DeviceChats ask(ReceiptStore.Device device) {
    return directory().chatsOf(device);
  }

  private static DeviceChats chats(Set<ChatId> current, Set<ChatId> former, Set<ChatId> missed) {
    return new DeviceChats(current, former, missed);
  }

  @Test
  void a_new_device_has_missed_nothing() {
    assertThat(ask(phone)).isEqualTo(chats(Set.of(), Set.of(), Set.of()));
    join(chat, other);
    directory().remove(chat, user);
    ReceiptStore.Device tablet = new ReceiptStore.Device(user, Samples.device(), true);
    assertThat(ask(tablet)).isEqualTo(chats(Set.of(other), Set.of(chat), Set.of()));
  }

  @Test
  void a_device_misses_each_departure_once() {
    join(chat, other);
    ask(phone);
    directory().remove(chat, user);
    assertThat(ask(phone)).isEqualTo(chats(Set.of(other), Set.of(chat), Set.of(chat)));
    assertThat(ask(phone)).isEqualTo(chats(Set.of(other), Set.of(chat), Set.of()));
    directory().replace(other, Set.of(), 0);
    assertThat(ask(phone)).isEqualTo(chats(Set.of(), Set.of(chat, other), Set.of(other)));
  }

  @Test
  void each_device_misses_a_departure_for_itself() {
    ReceiptStore.Device tablet = new ReceiptStore.Device(user, Samples.device(), true);
    join(chat);
    Stream.of(phone, tablet).forEach(this::ask);
    directory().replace(chat, Set.of(Samples.user()), 0);
    assertThat(ask(phone).missed()).containsExactly(chat);
    assertThat(ask(tablet).missed()).containsExactly(chat);
  }

  @Test
  void a_device_that_does_not_last_is_always_new() {
    ReceiptStore.Device passing = new ReceiptStore.Device(user, Samples.device(), false);
    join(chat);
    ask(passing);
    directory().remove(chat, user);
    assertThat(ask(passing)).isEqualTo(chats(Set.of(), Set.of(chat), Set.of()));
  }

  @Test
  void a_chat_that_is_joined_again_was_not_left() {
    join(chat, other);
    ask(phone);
    directory().remove(chat, user);
    directory().remove(other, user);
    join(chat);
    directory().replace(other, Set.of(user), 0);
    assertThat(ask(phone)).isEqualTo(chats(Set.of(chat, other), Set.of(), Set.of()));
  }

  @Test
  void a_repeated_removal_is_no_departure() {
    join(chat);
    ask(phone);
    directory().remove(chat, user);
    ask(phone);
    directory().remove(chat, user);
    directory().replace(chat, Set.of(), 0);
    assertThat(ask(phone).missed()).isEmpty();
  }

  @Test
  void the_latest_departures_are_kept() {
    List<ChatId> all = Stream.generate(Samples::chat).limit(ChatDirectory.MAX_FORMER + 1L).toList();
    ask(phone);
    for (ChatId one : all) {
      join(one);
      directory().remove(one, user);
    }
    Set<ChatId> latest = new HashSet<>(all);
    latest.remove(all.getFirst());
    assertThat(ask(phone)).isEqualTo(chats(Set.of(), latest, latest));
  }

  @Test
  void as_many_devices_are_known_as_have_cursors() {
    join(chat);
    ask(phone);
    for (int i = 0; i < ReceiptStore.MAX_DEVICES - 1; i++) {
      ask(new ReceiptStore.Device(user, Samples.device(), true));
    }
    directory().remove(chat, user);
    assertThat(ask(phone).missed()).containsExactly(chat);
  }
}
