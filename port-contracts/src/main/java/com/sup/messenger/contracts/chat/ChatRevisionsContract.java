package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests that five stores count one revision of a chat. Each adapter's test extends it.
public abstract class ChatRevisionsContract extends RevisionsAtATime {

  @Test
  void each_change_of_a_chat_is_one_revision() {
    assertThat(rev()).isZero();
    assertThat(directory().add(chat, ada.id(), 0)).hasValue(1);
    Posted posted = append(ada, "m");
    assertThat(posted.rev()).isEqualTo(2);
    assertThat(edit(posted, "edited")).isTrue();
    assertThat(react(posted, ada.id())).isEqualTo(ReactionStore.Change.ADDED);
    assertThat(rev()).isEqualTo(4);
    move(ada.id(), posted, false);
    assertThat(rev()).isEqualTo(5);
    move(ada.id(), posted, true);
    assertThat(rev()).isEqualTo(6);
    assertThat(takeBack(posted, ada.id())).isTrue();
    assertThat(rev()).isEqualTo(7);
    assertThat(profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a"))).rev())
        .isEqualTo(8);
    assertThat(directory().replace(chat, Set.of(ada.id(), Samples.user()), 1).rev()).isEqualTo(9);
    assertThat(directory().remove(chat, ada.id())).hasValue(10);
    assertThat(rev()).isEqualTo(10);
    assertThat(directory().revision(chat)).isEqualTo(10);
    assertThat(profiles().revision(chat)).isEqualTo(8);
    assertThat(receipts().since(chat, 0, 9).getFirst().rev()).isEqualTo(6);
    assertThat(reactions().since(chat, 0, 0, 9).getFirst().rev()).isEqualTo(7);
    assertThat(log().replacedSince(chat, 0, 0, 9, 1).entries().getFirst().rev()).isEqualTo(3);
  }

  @Test
  void a_step_that_changes_nothing_is_no_revision() {
    directory().add(chat, ada.id(), 0);
    Posted posted = append(ada, "m");
    edit(posted, "edited");
    move(ada.id(), posted, true);
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    long before = rev();
    append(ada, "m");
    assertThat(edit(posted, "late")).isFalse();
    assertThat(takeBack(posted, ada.id())).isFalse();
    move(ada.id(), posted, true);
    move(ada.id(), posted, false);
    receipts()
        .begin(
            chat,
            new ReceiptStore.Device(ada.id(), Samples.device(), true),
            log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position());
    reactions().forget(chat, posted.message().id());
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    assertThat(rev()).isEqualTo(before);
  }

  @Test
  void a_change_of_nobody_is_no_revision() {
    directory().add(chat, ada.id(), 0);
    long before = rev();
    assertThat(directory().add(chat, ada.id(), 1)).isEqualTo(OptionalLong.empty());
    directory().replace(chat, Set.of(ada.id()), 1);
    directory().showHistory(chat, true);
    Draft draft = Samples.draft(chat, "x", null);
    assertThat(log().append(draft, Samples.profile(), "c", Samples.messageId(), Samples.NOW))
        .isEmpty();
    assertThat(rev()).isEqualTo(before);
  }

  @Test
  void a_deleted_chat_goes_on_with_its_revisions() {
    directory().add(chat, ada.id(), 0);
    move(ada.id(), append(ada, "m"), true);
    profiles().change(chat, Map.of(ChatUpdateType.NAME, Optional.of("a")));
    directory().replace(chat, Set.of(), 0);
    long before = rev();
    log().delete(chat);
    receipts().forget(chat, Set.of(ada.id()));
    profiles().delete(chat);
    assertThat(rev()).isEqualTo(before);
    assertThat(directory().add(chat, ada.id(), 1)).hasValue(before + 1);
    assertThat(append(ada, "again").rev()).isEqualTo(before + 2);
  }

  @Test
  void chats_have_revisions_of_their_own() {
    directory().add(chat, ada.id(), 0);
    append(ada, "m");
    ChatId other = Samples.chat();
    assertThat(directory().add(other, ada.id(), 0)).hasValue(1);
    assertThat(rev()).isEqualTo(2);
  }
}
