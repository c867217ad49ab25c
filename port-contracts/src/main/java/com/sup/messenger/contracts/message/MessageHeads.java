package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for heads and the newest entries.
abstract class MessageHeads extends MessagePlaces {

  @Test
  void the_heads_of_many_chats_are_read_at_once() {
    ChatId one = chat();
    ChatId two = chat();
    ChatId empty = chat();
    append(draft(one, "a", null), profile());
    append(draft(two, "b", null), profile());
    append(draft(two, "c", null), profile());
    assertThat(log().heads(List.of(one, two, empty, one)))
        .isEqualTo(Map.of(one, head(1, 2), two, head(2, 4), empty, MessageLog.Head.NONE));
    assertThat(log().heads(List.of())).isEmpty();
  }

  private static MessageLog.Head head(long seq, long rev) {
    return new MessageLog.Head(new Position(seq, rev), Samples.NOW);
  }

  @Test
  void the_time_of_the_newest_message_belongs_to_the_head() {
    ChatId chat = chat();
    Profile ada = profile();
    append(draft(chat, "a", null), ada);
    Instant later = Samples.NOW.plusSeconds(60);
    log().append(draft(chat, "b", null), ada, null, Samples.messageId(), later);
    Posted last = Objects.requireNonNull(log().newest(List.of(chat)).get(chat));
    assertThat(lastMessageAt(chat)).isEqualTo(later);
    replace(last, ((Message) last.message()).deleted(null, later.plusSeconds(60)));
    assertThat(lastMessageAt(chat)).isEqualTo(later);
    log().delete(chat);
    assertThat(lastMessageAt(chat)).isNull();
  }

  private @Nullable Instant lastMessageAt(ChatId chat) {
    return log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).lastMessageAt();
  }

  @Test
  void an_unknown_chat_is_empty() {
    assertThat(log().head(chat())).isZero();
    assertThat(log().after(chat(), 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void the_newest_entries_of_many_chats_are_read_at_once() {
    ChatId one = chat();
    ChatId two = chat();
    Profile sender = profile();
    append(draft(one, "a", null), sender);
    Posted last = append(draft(one, "b", null), sender);
    Posted only = append(draft(two, "c", null), sender);
    assertThat(log().newest(List.of(one, two, chat(), one)))
        .isEqualTo(Map.of(one, last, two, only));
    assertThat(log().newest(List.of())).isEmpty();
    Posted deleted = replace(last, ((Message) last.message()).deleted(null, Samples.NOW));
    assertThat(log().newest(List.of(one))).isEqualTo(Map.of(one, deleted));
  }
}
