package com.sup.messenger.domain.presence;

import static com.sup.messenger.domain.presence.PresenceStatus.AWAY;
import static com.sup.messenger.domain.presence.PresenceStatus.BUSY;
import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.UserPresence.Absent;
import com.sup.messenger.domain.presence.UserPresence.Leaving;
import com.sup.messenger.domain.presence.UserPresence.Present;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserPresenceTest {

  private static final DeviceId PHONE = new DeviceId("phone");
  private static final DeviceId LAPTOP = new DeviceId("laptop");
  private static final Text LUNCH = new Text("lunch");

  private final UserPresence unknown = UserPresence.unknown(new UserId("ada"));
  private final UserPresence online = unknown.enter("c1", PHONE, at(1));

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static UserPresence says(
      UserPresence before, PresenceStatus status, @Nullable Text words, long second) {
    return before.update("c1", new DeviceStatus(PHONE, status), words, at(second));
  }

  @Test
  void a_user_of_whom_nothing_is_known_is_offline_and_was_never_seen() {
    assertThat(unknown).isInstanceOf(Absent.class);
    assertThat(unknown.shown().status()).isEqualTo(OFFLINE);
    assertThat(unknown.shown().lastSeen()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_device_that_connects_is_online() {
    assertThat(online).isInstanceOf(Present.class);
    assertThat(online.shown().status()).isEqualTo(ONLINE);
    assertThat(online.shown().lastSeen()).isEqualTo(at(1));
  }

  @Test
  void a_device_that_is_there_does_not_enter_again() {
    UserPresence busy = says(online, BUSY, null, 2);
    assertThat(busy.enter("c1", PHONE, at(3))).isSameAs(busy);
  }

  @Test
  void devices_are_merged() {
    UserPresence both = says(online, AWAY, null, 2).enter("c2", LAPTOP, at(3));
    assertThat(both.shown().status()).isEqualTo(ONLINE);
    assertThat(both.leave("c2", at(4)).shown().status()).isEqualTo(AWAY);
    assertThat(both.leave("c1", at(4)).shown().status()).isEqualTo(ONLINE);
  }

  @Test
  void two_connections_of_one_device_are_two() {
    UserPresence both = online.enter("c2", PHONE, at(2));
    assertThat(both.leave("c1", at(3))).isInstanceOf(Present.class);
  }

  @Test
  void the_words_are_those_of_the_latest_update() {
    UserPresence lunch = says(online, AWAY, LUNCH, 2);
    assertThat(lunch.shown().customStatus()).isEqualTo(LUNCH);
    assertThat(lunch.enter("c2", LAPTOP, at(3)).shown().customStatus()).isEqualTo(LUNCH);
    assertThat(says(lunch, ONLINE, null, 3).shown().customStatus()).isNull();
  }

  @Test
  void an_update_of_a_device_that_was_not_there_lets_it_enter() {
    UserPresence busy = says(unknown, BUSY, null, 1);
    assertThat(busy).isInstanceOf(Present.class);
    assertThat(busy.shown().status()).isEqualTo(BUSY);
    assertThat(says(busy.leave("c1", at(2)), AWAY, null, 3).shown().status()).isEqualTo(AWAY);
  }

  @Test
  void a_connection_that_is_not_there_does_not_leave() {
    UserPresence leaving = online.leave("c1", at(2));
    assertThat(online.leave("c2", at(2))).isSameAs(online);
    assertThat(unknown.leave("c1", at(2))).isSameAs(unknown);
    assertThat(leaving.leave("c1", at(3))).isSameAs(leaving);
  }

  @Test
  void others_do_not_see_yet_that_the_last_device_has_left() {
    UserPresence leaving = says(online, BUSY, LUNCH, 2).leave("c1", at(3));
    assertThat(leaving).isInstanceOf(Leaving.class);
    assertThat(leaving.shown().status()).isEqualTo(BUSY);
    assertThat(leaving.shown().customStatus()).isEqualTo(LUNCH);
  }

  @Test
  void a_user_who_does_not_come_back_was_last_seen_when_the_last_device_left() {
    UserPresence leaving = says(online, BUSY, LUNCH, 2).leave("c1", at(3));
    UserPresence gone = leaving.lapse(leaving.shown().version(), at(8));
    assertThat(gone).isInstanceOf(Absent.class);
    assertThat(gone.shown().status()).isEqualTo(OFFLINE);
    assertThat(gone.shown().customStatus()).isEqualTo(LUNCH);
    assertThat(gone.shown().lastSeen()).isEqualTo(at(3));
  }

  @Test
  void a_device_that_comes_back_in_time_keeps_its_status() {
    UserPresence busy = says(online, BUSY, LUNCH, 2);
    UserPresence back = busy.leave("c1", at(3)).enter("c2", PHONE, at(4));
    assertThat(back.shown().differsFrom(busy.shown())).isFalse();
    assertThat(back).isInstanceOf(Present.class);
  }

  @Test
  void another_device_that_comes_in_time_is_online() {
    UserPresence back = says(online, BUSY, null, 2).leave("c1", at(3)).enter("c2", LAPTOP, at(4));
    assertThat(back.shown().status()).isEqualTo(ONLINE);
  }

  @Test
  void the_time_that_ran_out_for_an_earlier_departure_means_nothing() {
    UserPresence first = online.leave("c1", at(2));
    UserPresence back = first.enter("c2", PHONE, at(3));
    UserPresence second = back.leave("c2", at(4));
    long version = first.shown().version();
    assertThat(back.lapse(version, at(7))).isSameAs(back);
    assertThat(second.lapse(version, at(7))).isSameAs(second);
    assertThat(unknown.lapse(version, at(7))).isSameAs(unknown);
  }

  @Test
  void an_invisible_user_is_seen_no_later_than_when_it_hid() {
    UserPresence hidden = says(online, OFFLINE, null, 2);
    assertThat(hidden.shown().status()).isEqualTo(OFFLINE);
    assertThat(hidden).isInstanceOf(Present.class);
    UserPresence gone = says(hidden, OFFLINE, LUNCH, 3).leave("c1", at(4));
    assertThat(gone.shown().lastSeen()).isEqualTo(at(2));
    assertThat(gone.enter("c2", PHONE, at(5)).shown().status()).isEqualTo(OFFLINE);
    assertThat(gone.lapse(gone.shown().version(), at(9)).shown().lastSeen()).isEqualTo(at(2));
  }

  @Test
  void a_user_who_comes_back_invisible_was_last_seen_when_the_last_device_left() {
    UserPresence hidden = says(online.leave("c1", at(2)), OFFLINE, null, 4);
    assertThat(hidden).isInstanceOf(Present.class);
    assertThat(hidden.shown().status()).isEqualTo(OFFLINE);
    assertThat(hidden.shown().lastSeen()).isEqualTo(at(2));
  }

  @Test
  void versions_grow_even_if_the_clock_does_not() {
    UserPresence before = online;
    for (PresenceStatus status : PresenceStatus.values()) {
      UserPresence after = says(before, status, null, 1);
      assertThat(after.shown().isAfter(before.shown())).isTrue();
      before = after;
    }
    assertThat(says(before, AWAY, null, 0).shown().isAfter(before.shown())).isTrue();
    assertThat(unknown.enter("c9", PHONE, at(9)).shown().isAfter(before.shown())).isTrue();
  }

  @Test
  void a_user_who_is_not_offline_was_last_seen_now() {
    assertThat(online.shown().toldAt(at(99)).lastSeen()).isEqualTo(at(99));
    UserPresence hidden = says(online, OFFLINE, null, 2);
    assertThat(hidden.shown().toldAt(at(99))).isEqualTo(hidden.shown());
  }
}
