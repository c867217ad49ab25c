package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for readers and listeners on other instances.
abstract class MessageVisibility extends MessageTexts {

  @Test
  void places_become_visible_in_order() throws Exception {
    ChatId chat = chat();
    int each = 25;
    long count = 8L * each;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all = startWriters(executor, chat, 8, each);
      long last = 0;
      while (last < count) {
        boolean over = all.stream().allMatch(Future::isDone);
        List<Long> seen = seqs(log().after(chat, last, 1_000, AMPLE));
        // A hole is lost for a reader that goes on after it.
        assertThat(seen)
            .isEqualTo(LongStream.rangeClosed(last + 1, last + seen.size()).boxed().toList());
        assertThat(over && seen.isEmpty()).as("The writers are done").isFalse();
        last += seen.size();
      }
    }
    assertThat(log().head(chat)).isEqualTo(count);
  }

  @Test
  void a_message_that_is_heard_is_in_the_log_with_all_before_it() throws Exception {
    ChatId chat = chat();
    Queue<Boolean> found = new ConcurrentLinkedQueue<>();
    EventBus.Listener listener = envelope -> found.add(isInLog(chat, envelope));
    try (var _ = busOfAnotherInstance().subscribe(new Topic.Chat(chat), listener)) {
      write(chat, 4, 5);
      await().until(() -> found.size() >= 20);
      assertThat(found).containsOnly(true);
    }
  }

  private boolean isInLog(ChatId chat, Envelope envelope) {
    Posted posted = ((Signal.Appended) envelope.signal()).posted();
    long seq = posted.message().seq();
    return ofAnotherInstance().read(chat, posted.message().id()).isPresent()
        && ofAnotherInstance().references(chat, 0, (int) seq).size() == seq;
  }

  @Test
  void another_instance_hears_of_each_message_and_reads_it_at_once() {
    ChatId chat = chat();
    Profile ada = profile();
    directory().add(chat, ada.id(), 0);
    Queue<Envelope> here = new ConcurrentLinkedQueue<>();
    Queue<Envelope> there = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), here::add);
        var _ = busOfAnotherInstance().subscribe(new Topic.Chat(chat), there::add)) {
      for (int i = 1; i <= 6; i++) {
        MessageLog writer = i % 2 == 0 ? ofAnotherInstance() : log();
        MessageLog reader = i % 2 == 0 ? log() : ofAnotherInstance();
        Posted posted = append(writer, draft(chat, "m", null), ada);
        assertThat(posted.message().seq()).isEqualTo(i);
        assertThat(reader.after(chat, i - 1L, 9, AMPLE).entries()).containsExactly(posted);
        assertThat(reader.head(chat)).isEqualTo(i);
      }
      await().until(() -> here.size() >= 6 && there.size() >= 6);
      assertThat(here).hasSize(6).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void a_repeat_on_another_instance_is_a_repeat() {
    ChatId chat = chat();
    Profile ada = profile();
    Posted first = append(draft(chat, "m", "t"), ada);
    assertThat(
            ofAnotherInstance()
                .append(
                    draft(chat, "m", "t"),
                    ada,
                    Samples.connection(),
                    Samples.messageId(),
                    Samples.NOW))
        .contains(new MessageLog.Result(first, true, 0));
    assertThat(log().head(chat)).isEqualTo(1);
  }

  @Test
  void a_member_who_left_on_another_instance_writes_no_more() {
    ChatId chat = chat();
    Profile ada = profile();
    append(draft(chat, "m", null), ada);
    append(draft(chat, "m", null), profile());
    append(ofAnotherInstance(), draft(chat, "m", null), ada);
    directory().remove(chat, ada.id());
    assertThat(
            ofAnotherInstance()
                .append(
                    draft(chat, "m", null),
                    ada,
                    Samples.connection(),
                    Samples.messageId(),
                    Samples.NOW))
        .isEmpty();
  }
}
