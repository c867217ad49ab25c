package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.Endurance;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for many messages and many calls, and for a store that is
/// away.
abstract class MessageRetention extends MessageVisibility {

  @Test
  void the_newest_messages_of_a_chat_are_retained() throws Exception {
    ChatId chat = chat();
    write(chat, 8, MessageLog.RETAINED / 8);
    List<Long> all = LongStream.rangeClosed(1, MessageLog.RETAINED).boxed().toList();
    assertThat(seqs(log().after(chat, 0, MessageLog.RETAINED, AMPLE))).isEqualTo(all);
    assertThat(log().references(chat, 0, MessageLog.RETAINED)).hasSize(MessageLog.RETAINED);
  }

  @Test
  void chats_are_trimmed_apart() {
    Optional<MessageLog> small = retaining(5);
    if (small.isEmpty()) {
      return;
    }
    ChatId quiet = chat();
    ChatId busy = chat();
    Profile ada = profile();
    directory().add(quiet, ada.id(), 0);
    directory().add(busy, ada.id(), 0);
    for (int i = 0; i < 3; i++) {
      append(small.orElseThrow(), draft(quiet, "m", null), ada);
    }
    for (int i = 0; i < 30; i++) {
      append(small.orElseThrow(), draft(busy, "m", null), ada);
    }
    assertThat(seqs(small.orElseThrow().after(quiet, 0, 9, AMPLE))).containsExactly(1L, 2L, 3L);
    assertThat(seqs(small.orElseThrow().after(busy, 0, 99, AMPLE)))
        .endsWith(26L, 27L, 28L, 29L, 30L)
        .doesNotContain(1L);
  }

  @Test
  void no_call_keeps_what_it_takes() {
    calls().assertNothingLeaks();
  }

  @Test
  void while_the_store_is_away_each_call_is_unavailable_and_works_again_after() throws Exception {
    calls().assertUnavailable(makeUnavailable());
  }

  private Endurance calls() {
    ChatId chat = chat();
    Profile ada = profile();
    Posted first = append(draft(chat, "m", "t"), ada);
    return new Endurance()
        .with("append", () -> append(log(), draft(chat, "m", null), ada))
        .with("append a repeat", () -> append(log(), draft(chat, "m", "t"), ada))
        .with("append of no member", () -> appendAsIs(draft(chat, "m", null), profile()))
        .with("append of a back-end to no chat", () -> fromBackEnd(draft(chat(), "m", null), ada))
        .with("replace", () -> edit(draft(chat, "m", null), ada))
        .with("replace by no next version", () -> log().replace(first, null))
        .with("replace what is not there", () -> log().replace(elsewhere(first), null))
        .with("expiring", () -> log().expiring(chat, Samples.NOW, 9))
        .with("after", () -> log().after(chat, 0, 9, AMPLE))
        .with("before", () -> log().before(chat, 9, 9, AMPLE))
        .with("replacedSince", () -> log().replacedSince(chat, 0, 0, 9, AMPLE))
        .with("read", () -> log().read(chat, first.message().id()))
        .with("read what is not there", () -> log().read(chat, Samples.messageId()))
        .with("find", () -> log().find(chat, first.message().id()))
        .with("find what is not there", () -> log().find(chat, Samples.messageId()))
        .with("references", () -> log().references(chat, 0, 9))
        .with("unread", () -> log().unread(ada.id(), Map.of(chat, 0L)))
        .with("head", () -> log().head(chat))
        .with("heads", () -> log().heads(List.of(chat, chat())))
        .with("newest", () -> log().newest(List.of(chat, chat())))
        .with("delete", () -> log().delete(chat()));
  }

  private void edit(Draft draft, Profile sender) {
    Posted posted = append(log(), draft, sender);
    replace(posted, edited(posted, "edited"));
  }

  private static Posted elsewhere(Posted posted) {
    return posted.with(
        com.sup.messenger.domain.message.Message.compose(
            draft(chat(), "m", null), posted.sender().id(), posted.message().id(), 1, Samples.NOW));
  }
}
