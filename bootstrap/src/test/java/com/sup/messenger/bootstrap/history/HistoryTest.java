package com.sup.messenger.bootstrap.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final History history = new History();

  @BeforeEach
  void ada_sends_three_messages_to_bob() {
    history.member("ada", "chat");
    history.member("bob", "chat");
    for (long seq = 1; seq <= 3; seq++) {
      history.acknowledged("ada", "chat", seq, "m" + seq);
    }
  }

  private void bobSees(long... seqs) {
    for (long seq : seqs) {
      history.seen("bob", "chat", seq, "m" + seq);
    }
  }

  @Test
  void everything_once_and_in_order_is_right() {
    bobSees(1, 2, 3);
    assertThat(history.faults()).isEmpty();
    assertThat(history.messages()).isEqualTo(3);
  }

  @Test
  void a_lost_message_is_caught() {
    bobSees(1, 3);
    assertThat(history.faults()).containsExactly("bob lost chat/2");
  }

  @Test
  void a_lost_last_message_is_caught() {
    bobSees(1, 2);
    assertThat(history.faults()).containsExactly("bob lost chat/3");
  }

  @Test
  void a_doubled_message_is_caught() {
    bobSees(1, 2, 2, 3);
    assertThat(history.faults()).containsExactly("bob saw chat/2 again");
  }

  @Test
  void a_message_out_of_order_is_caught() {
    bobSees(2, 1, 3);
    assertThat(history.faults()).containsExactly("bob saw chat/1 after 2");
  }

  @Test
  void two_messages_at_one_place_are_caught() {
    bobSees(1, 2);
    history.seen("bob", "chat", 3, "other");
    assertThat(history.faults()).containsExactly("two messages at chat/3: m3 and other");
  }

  @Test
  void another_picture_of_a_chat_is_caught() {
    bobSees(1, 2, 3);
    history.differs("bob", "chat", "unread: 1, the store has 2");
    assertThat(history.faults())
        .containsExactly("bob has another picture of chat: unread: 1, the store has 2");
  }

  @Test
  void an_own_message_may_come_in_a_replay_too() {
    bobSees(1, 2, 3);
    history.seen("ada", "chat", 3, "m3");
    assertThat(history.faults()).isEmpty();
  }
}
