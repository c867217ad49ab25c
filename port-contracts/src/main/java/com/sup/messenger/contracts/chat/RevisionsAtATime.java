package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

/// Tests that many changes of a chat at a time have a revision each.
abstract class RevisionsAtATime extends ChatRevisionsScene {

  @RepeatedTest(10)
  void of_many_changes_at_a_time_each_is_heard_once_in_the_order_of_the_revisions()
      throws Exception {
    List<Profile> members = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      members.add(Samples.profile());
      directory().add(chat, members.get(i).id(), 0);
    }
    Posted first = append(members.getFirst(), "first");
    long before = rev();
    Queue<Long> heard = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), envelope -> heard.add(envelope.rev()))) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int kind = i % 4;
        Profile member = members.get(i);
        writers.add(() -> write(kind, member, first));
      }
      runAll(writers);
      long count = rev() - before;
      await().until(() -> heard.size() >= count);
      assertThat(List.copyOf(heard))
          .isEqualTo(LongStream.rangeClosed(before + 1, before + count).boxed().toList());
      // Two writers each: 10 messages, 10 messages with an edit, 10 reactions, 10 messages with
      // two receipts.
      assertThat(count).isEqualTo(20 + 40 + 20 + 60);
    }
  }

  private Void write(int kind, Profile member, Posted first) {
    for (int i = 0; i < 10; i++) {
      switch (kind) {
        case 0 -> append(member, "m" + i);
        case 1 -> edit(append(member, "e" + i), "edited");
        case 2 -> react(first, i % 2 == 0 ? member.id() : Samples.user());
        default -> {
          Posted posted = append(member, "r" + i);
          move(member.id(), posted, false);
          move(member.id(), posted, true);
        }
      }
    }
    return null;
  }

  private static void runAll(List<Callable<Void>> writers) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> writer : executor.invokeAll(writers)) {
        writer.get();
      }
    }
  }
}
