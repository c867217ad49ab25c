package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.MessageLog] for lists of replaced
/// and expiring entries.
abstract class ReplacedEntries extends ReplacementScene {

  @Test
  void replaced_entries_come_in_the_order_of_their_last_replacement() {
    Posted one = append("one");
    Posted two = append("two");
    Posted three = append("three");
    long rev = three.rev();
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE)).isEqualTo(MessageLog.RevisedPage.EMPTY);
    Posted edited = replace(three, edited(three, "three, edited"));
    Posted deleted = replace(one, deleted(one));
    Posted again = replace(edited, edited(edited, "three, again"));
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE).entries())
        .containsExactly(new Revised<>(rev + 2, deleted), new Revised<>(rev + 3, again));
    Posted last = replace(two, edited(two, "two, edited"));
    assertThat(log().replacedSince(chat, rev + 2, 0, 10, AMPLE).entries())
        .containsExactly(new Revised<>(rev + 3, again), new Revised<>(rev + 4, last));
    assertThat(log().replacedSince(chat, rev + 4, 0, 10, AMPLE))
        .isEqualTo(MessageLog.RevisedPage.EMPTY);
    assertThat(log().replacedSince(chat(), 0, 0, 10, AMPLE))
        .isEqualTo(MessageLog.RevisedPage.EMPTY);
    log().delete(chat);
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE)).isEqualTo(MessageLog.RevisedPage.EMPTY);
  }

  @Test
  void replaced_entries_are_bounded_in_number_place_and_bytes() {
    for (int i = 0; i < 6; i++) {
      Posted posted = append("m" + i);
      replace(posted, edited(posted, "x".repeat(10_000)));
    }
    assertThat(replaced(0, 3, AMPLE)).containsExactly(1L, 2L, 3L);
    assertThat(replaced(4, 3, AMPLE)).containsExactly(5L, 6L);
    assertThat(replaced(3, 2, AMPLE)).containsExactly(4L, 5L);
    assertThat(replaced(1, 9, 39_000)).containsExactly(2L, 3L, 4L);
    assertThat(replaced(1, 9, 1)).containsExactly(2L);
    assertThat(replaced(6, 9, AMPLE)).isEmpty();
    assertThat(log().replacedSince(chat, 0, 0, 5, AMPLE).hasMore()).isTrue();
    assertThat(log().replacedSince(chat, 0, 0, 6, AMPLE).hasMore()).isFalse();
    assertThat(log().replacedSince(chat, 0, 3, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().replacedSince(chat, 0, 4, 2, 1).hasMore()).isTrue();
    assertThat(log().replacedSince(chat, 0, 5, 2, 1).hasMore()).isFalse();
  }

  private List<Long> replaced(long afterSeq, int max, long maxBytes) {
    return log().replacedSince(chat, 0, afterSeq, max, maxBytes).entries().stream()
        .map(revised -> revised.value().message().seq())
        .toList();
  }

  private Posted appendExpiring(Duration lifetime) {
    EncryptedContent content = new EncryptedContent("secret");
    return append(
        new Draft(chat, content, MessageType.TEXT, null, null, null, false, lifetime), ada);
  }

  private static Instant in(int seconds) {
    return Samples.NOW.plusSeconds(seconds);
  }

  @Test
  void messages_expire_in_the_order_of_their_times() {
    append("stays");
    Posted late = appendExpiring(Duration.ofSeconds(30));
    Posted early = appendExpiring(Duration.ofSeconds(10));
    Posted same = appendExpiring(Duration.ofSeconds(10));
    assertThat(log().expiring(chat, in(9), 9))
        .isEqualTo(new Expiring(List.of(), Optional.of(in(10))));
    assertThat(log().expiring(chat, in(10), 9).entries()).containsExactlyInAnyOrder(early, same);
    assertThat(log().expiring(chat, in(10), 9).next()).contains(in(30));
    assertThat(log().expiring(chat, in(29), 1).entries()).hasSize(1);
    assertThat(log().expiring(chat, in(29), 1).next()).contains(in(10));
    assertThat(log().expiring(chat, in(30), 9).entries())
        .containsExactlyInAnyOrder(early, same, late)
        .endsWith(late);
    assertThat(log().expiring(chat, in(30), 9).next()).isEmpty();
    assertThat(log().expiring(chat(), in(30), 9)).isEqualTo(Expiring.NONE);
  }

  @Test
  void a_deleted_message_does_not_expire_and_an_edited_one_does() {
    Posted edited = appendExpiring(Duration.ofSeconds(10));
    Posted deleted = appendExpiring(Duration.ofSeconds(20));
    Posted expired = appendExpiring(Duration.ofSeconds(30));
    Posted next = replace(edited, edited(edited, "edited"));
    replace(deleted, deleted(deleted));
    Posted gone = replace(expired, ((Message) expired.message()).expired());
    assertThat(log().expiring(chat, in(60), 9))
        .isEqualTo(new Expiring(List.of(next), Optional.empty()));
    assertThat(log().read(chat, expired.message().id())).contains(gone);
    log().delete(chat);
    assertThat(log().expiring(chat, in(60), 9)).isEqualTo(Expiring.NONE);
  }
}
