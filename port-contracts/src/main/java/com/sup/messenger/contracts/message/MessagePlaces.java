package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for places and their order.
abstract class MessagePlaces extends MessageRepeats {

  @Test
  void places_are_given_from_one_without_holes() {
    ChatId chat = chat();
    Profile sender = profile();
    for (int i = 1; i <= 3; i++) {
      assertThat(append(draft(chat, "m" + i, null), sender).message().seq()).isEqualTo(i);
      assertThat(log().head(chat)).isEqualTo(i);
    }
  }

  @Test
  void many_writers_leave_no_hole_and_no_double() throws Exception {
    ChatId chat = chat();
    List<Long> places = new ArrayList<>();
    for (List<Long> ofWriter : write(chat, 8, 50)) {
      assertThat(ofWriter).isSorted();
      places.addAll(ofWriter);
    }
    List<Long> all = LongStream.rangeClosed(1, 8 * 50).boxed().toList();
    assertThat(places).containsExactlyInAnyOrderElementsOf(all);
    assertThat(seqs(log().after(chat, 0, 1_000, AMPLE))).isEqualTo(all);
  }

  @Test
  void the_order_is_that_of_the_places_whatever_the_times() {
    ChatId chat = chat();
    Profile sender = profile();
    directory().add(chat, sender.id(), 0);
    for (int i = 0; i < 3; i++) {
      log()
          .append(
              draft(chat, "m", null),
              sender,
              null,
              Samples.messageId(),
              Samples.NOW.minusSeconds(i));
    }
    assertThat(seqs(log().after(chat, 0, 9, AMPLE))).containsExactly(1L, 2L, 3L);
    assertThat(seqs(log().before(chat, 9, 9, AMPLE))).containsExactly(3L, 2L, 1L);
  }
}
