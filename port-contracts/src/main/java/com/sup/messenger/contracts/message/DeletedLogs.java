package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for logs that are deleted.
abstract class DeletedLogs extends MessageHeads {

  @Test
  void a_deleted_log_is_empty_and_continues_after_its_last_place() {
    ChatId chat = chat();
    Profile sender = profile();
    Posted first = append(draft(chat, "a", "t"), sender);
    append(draft(chat, "b", null), sender);
    log().delete(chat);
    assertThat(log().after(chat, 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().references(chat, 0, 10)).isEmpty();
    assertThat(log().find(chat, first.message().id())).isEmpty();
    assertThat(log().before(chat, 9, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().read(chat, first.message().id())).isEmpty();
    assertThat(log().newest(List.of(chat))).isEmpty();
    assertThat(log().head(chat)).isEqualTo(2);
    assertThat(log().heads(List.of(chat)))
        .isEqualTo(Map.of(chat, new MessageLog.Head(new Position(2, 3), null)));
    Posted again = append(draft(chat, "c", "t"), sender);
    assertThat(again.rev()).isEqualTo(4);
    assertThat(again.message().seq()).isEqualTo(3);
    assertThat(again.message().id()).isNotEqualTo(first.message().id());
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).containsExactly(again);
  }

  @Test
  void a_log_that_is_not_there_can_be_deleted() {
    ChatId chat = chat();
    log().delete(chat);
    assertThat(log().head(chat)).isZero();
    assertThat(append(draft(chat, "a", null), profile()).message().seq()).isEqualTo(1);
  }
}
