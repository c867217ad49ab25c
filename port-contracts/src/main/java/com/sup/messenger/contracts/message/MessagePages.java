package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.EncryptedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the promises of [MessageLog] for pages.
abstract class MessagePages extends MessageLogCluster {

  @Test
  void after_gives_the_oldest_first_up_to_the_limit() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 5).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(seqs(log().after(chat, 1, 3, AMPLE))).containsExactly(2L, 3L, 4L);
    assertThat(log().after(chat, 5, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().after(chat, 99, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().after(chat, Long.MAX_VALUE, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void a_page_shows_if_there_is_more() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 3).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(log().after(chat, 0, 2, AMPLE).hasMore()).isTrue();
    assertThat(log().after(chat, 0, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 1, 2, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 0, 4, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 1, 3, 1).hasMore()).isTrue();
    assertThat(log().after(chat, 2, 3, 1).hasMore()).isFalse();
  }

  @Test
  void a_page_ends_before_the_entry_that_exceeds_the_bytes() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 8).forEach(_ -> append(draft(chat, "x".repeat(10_000), null), sender));
    assertThat(seqs(log().after(chat, 1, 100, 39_000))).containsExactly(2L, 3L, 4L);
    assertThat(seqs(log().after(chat, 1, 2, 39_000))).containsExactly(2L, 3L);
  }

  @Test
  void a_page_holds_an_entry_however_large_it_is() {
    ChatId chat = chat();
    Profile sender = profile();
    append(draft(chat, "a", null), sender);
    append(draft(chat, "x".repeat(EncryptedContent.MAX_BYTES), null), sender);
    append(draft(chat, "b", null), sender);
    assertThat(seqs(log().after(chat, 0, 10, 1))).containsExactly(1L);
    assertThat(seqs(log().after(chat, 0, 10, 60_000))).containsExactly(1L);
    assertThat(seqs(log().after(chat, 1, 10, 1))).containsExactly(2L);
    assertThat(seqs(log().after(chat, 2, 10, 1))).containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, 20_000, 70_000, AMPLE})
  void page_after_page_no_message_is_skipped_or_repeated(long maxBytes) {
    ChatId chat = chat();
    Profile sender = profile();
    Random random = new Random(maxBytes);
    int count = 60;
    for (int i = 0; i < count; i++) {
      append(draft(chat, "x".repeat(1 + random.nextInt(i % 7 == 0 ? 30_000 : 300)), null), sender);
    }
    List<Long> all = new ArrayList<>();
    MessageLog.Page page;
    do {
      page = log().after(chat, all.isEmpty() ? 0 : all.getLast(), 25, maxBytes);
      all.addAll(seqs(page));
    } while (page.hasMore());
    assertThat(all).containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  void before_gives_the_newest_first_up_to_the_limit() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 5).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(seqs(log().before(chat, 5, 3, AMPLE))).containsExactly(4L, 3L, 2L);
    assertThat(seqs(log().before(chat, 99, 2, AMPLE))).containsExactly(5L, 4L);
    assertThat(seqs(log().before(chat, Long.MAX_VALUE, 1, AMPLE))).containsExactly(5L);
    assertThat(log().before(chat, 1, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().before(chat(), 9, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().before(chat, 3, 1, AMPLE).entries())
        .isEqualTo(log().after(chat, 1, 1, AMPLE).entries());
  }

  @Test
  void a_page_backwards_shows_if_there_is_more() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 3).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(log().before(chat, 4, 2, AMPLE).hasMore()).isTrue();
    assertThat(log().before(chat, 4, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 3, 2, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 4, 4, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 3, 3, 1).hasMore()).isTrue();
    assertThat(log().before(chat, 2, 3, 1).hasMore()).isFalse();
  }

  @Test
  void a_page_backwards_ends_before_the_entry_that_exceeds_the_bytes() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 8).forEach(_ -> append(draft(chat, "x".repeat(10_000), null), sender));
    assertThat(seqs(log().before(chat, 8, 100, 39_000))).containsExactly(7L, 6L, 5L);
    assertThat(seqs(log().before(chat, 8, 2, 39_000))).containsExactly(7L, 6L);
    assertThat(seqs(log().before(chat, 8, 100, 1))).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, 20_000, 70_000, AMPLE})
  void page_before_page_no_message_is_skipped_or_repeated(long maxBytes) {
    ChatId chat = chat();
    Profile sender = profile();
    Random random = new Random(maxBytes);
    int count = 60;
    for (int i = 0; i < count; i++) {
      append(draft(chat, "x".repeat(1 + random.nextInt(i % 7 == 0 ? 30_000 : 300)), null), sender);
    }
    List<Long> all = new ArrayList<>();
    MessageLog.Page page;
    do {
      page = log().before(chat, all.isEmpty() ? count + 1 : all.getLast(), 25, maxBytes);
      all.addAll(seqs(page));
    } while (page.hasMore());
    assertThat(all.reversed())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }
}
