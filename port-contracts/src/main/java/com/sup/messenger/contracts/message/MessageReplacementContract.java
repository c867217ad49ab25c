package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for edited, deleted and expired messages. Each adapter's test
/// extends it.
public abstract class MessageReplacementContract extends ReplacementRaces {

  @Test
  void the_next_version_stands_in_the_place_of_the_one_before() {
    append("before");
    Posted first = append("first");
    append("after");
    Message next =
        ((Message) first.message())
            .edited(
                new EncryptedContent("grüße \u2028 \uD83D\uDE00"),
                new Metadata("{\"n\":[1.50]}", List.of(Samples.user())),
                Samples.NOW.plusSeconds(1));
    Posted second = replace(first, next);
    assertThat(log().read(chat, next.id())).contains(second);
    assertThat(log().after(chat, 1, 1, AMPLE).entries()).containsExactly(second);
    assertThat(log().before(chat, 3, 1, AMPLE).entries()).containsExactly(second);
    assertThat(seqs(log().after(chat, 0, 10, AMPLE))).containsExactly(1L, 2L, 3L);
    assertThat(log().head(chat)).isEqualTo(3);
    assertThat(log().find(chat, next.id()).orElseThrow().rev()).isEqualTo(first.rev());
  }

  @Test
  void a_deleted_message_keeps_its_place_and_nothing_else() {
    Posted first = append("first");
    Posted left = replace(first, deleted(first));
    assertThat(log().read(chat, first.message().id())).contains(left);
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).containsExactly(left);
    assertThat(log().references(chat, 0, 10))
        .isEqualTo(log().find(chat, first.message().id()).stream().toList());
    assertThat(log().head(chat)).isEqualTo(1);
    Posted byBackEnd = append("second");
    Posted gone = replace(byBackEnd, ((Message) byBackEnd.message()).deleted(null, Samples.NOW));
    assertThat(log().newest(List.of(chat))).containsValue(gone);
  }

  @Test
  void a_version_follows_the_one_that_is_stored() {
    Posted first = append("first");
    Posted second = replace(first, edited(first, "second"));
    assertThat(log().replace(first.with(edited(first, "late")), null)).isFalse();
    assertThat(log().replace(first, null)).isFalse();
    assertThat(log().replace(second, null)).isFalse();
    Posted third = second.with(edited(second, "third"));
    assertThat(log().replace(third.with(edited(third, "fourth")), null)).isFalse();
    assertThat(log().read(chat, first.message().id())).contains(second);
    assertThat(log().replace(third, null)).isTrue();
    assertThat(log().read(chat, first.message().id())).contains(third);
  }

  @Test
  void nothing_follows_a_deleted_message() {
    Posted first = append("first");
    Posted second = replace(first, edited(first, "second"));
    // A deletion need not know the version before.
    Posted left = replace(first, deleted(first));
    assertThat(log().replace(second.with(edited(second, "third")), null)).isFalse();
    assertThat(log().replace(left.with(deleted(second)), null)).isFalse();
    assertThat(log().read(chat, first.message().id())).contains(left);
  }

  @Test
  void only_a_retained_entry_is_replaced() {
    Posted first = append("first");
    Message elsewhere =
        Message.compose(draft(chat(), "x", null), ada.id(), first.message().id(), 1, Samples.NOW);
    assertThat(log().replace(first.with(elsewhere.deleted(null, Samples.NOW)), null)).isFalse();
    Message unknown =
        Message.compose(draft(chat, "x", null), ada.id(), Samples.messageId(), 1, Samples.NOW);
    assertThat(log().replace(first.with(unknown.deleted(null, Samples.NOW)), null)).isFalse();
    log().delete(chat);
    assertThat(log().replace(first.with(deleted(first)), null)).isFalse();
    assertThat(log().after(chat, 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void the_content_of_the_version_before_is_nowhere() {
    Posted first = append(draft(chat, "first-secret", "t"), ada);
    Posted second = replace(first, edited(first, "second-secret"));
    assertThat(everything("t")).allMatch(posted -> posted.equals(second));
    Posted third = replace(second, deleted(second));
    assertThat(everything("t")).allMatch(posted -> posted.equals(third));
  }

  /// Returns the only entry from everywhere where the log may keep it.
  private Stream<Posted> everything(String tempId) {
    Posted repeated = append(draft(chat, "repeat", tempId), ada);
    return Stream.of(
            Stream.of(repeated),
            log().read(chat, repeated.message().id()).stream(),
            log().after(chat, 0, 9, AMPLE).entries().stream(),
            log().before(chat, 9, 9, AMPLE).entries().stream(),
            log().newest(List.of(chat)).values().stream(),
            log().replacedSince(chat, 0, 0, 9, AMPLE).entries().stream().map(Revised::value),
            log().expiring(chat, Instant.MAX, 9).entries().stream())
        .flatMap(entries -> entries);
  }

  @Test
  void a_page_counts_the_bytes_of_the_present_version() {
    Posted first = append("first");
    append("second");
    Posted large = replace(first, edited(first, "x".repeat(20_000)));
    assertThat(seqs(log().after(chat, 0, 10, 10_000))).containsExactly(1L);
    replace(large, edited(large, "small"));
    assertThat(seqs(log().after(chat, 0, 10, 10_000))).containsExactly(1L, 2L);
    assertThat(seqs(log().before(chat, 3, 10, 10_000))).containsExactly(2L, 1L);
  }
}
