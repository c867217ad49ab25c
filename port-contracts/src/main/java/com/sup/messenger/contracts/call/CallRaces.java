package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.EndReason;
import com.sup.messenger.domain.call.Ringing;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/// Tests the promises of [com.sup.messenger.application.port.CallStore] for many callers at a time.
abstract class CallRaces extends CallCandidates {

  @RepeatedTest(20)
  void of_many_answers_at_once_one_counts() throws Exception {
    Ringing call = begun("a", ada, bob);
    assertThat(countTrue(_ -> replace(call, answered(call)))).isEqualTo(1);
    assertThat(book().find(call.callerId(), call.id())).get().isInstanceOf(Active.class);
  }

  @RepeatedTest(20)
  void of_many_calls_to_one_user_at_once_one_rings() throws Exception {
    assertThat(countTrue(i -> begin(call("c" + i, Samples.user(), bob)) == Beginning.RINGS))
        .isEqualTo(1);
  }

  @RepeatedTest(20)
  void of_two_calls_to_each_other_at_once_the_first_id_continues() throws Exception {
    Ringing first = call("a", ada, bob);
    Ringing second = call("b", bob, ada);
    countTrue(i -> begin(i == 0 ? first : second) == Beginning.ID_IN_USE, 2);
    assertThat(book().of(ada)).contains(first);
    assertThat(book().of(bob)).contains(first);
    assertThat(book().find(second.callerId(), second.id()))
        .get()
        .extracting("reason")
        .isEqualTo(EndReason.GLARE);
  }

  private interface Attempt {
    boolean succeeds(int number);
  }

  private static long countTrue(Attempt attempt) throws Exception {
    return countTrue(attempt, 16);
  }

  private static long countTrue(Attempt attempt, int times) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, times)
              .<Callable<Boolean>>mapToObj(i -> () -> attempt.succeeds(i))
              .toList();
      long count = 0;
      for (Future<Boolean> result : executor.invokeAll(tasks)) {
        count += result.get() ? 1 : 0;
      }
      return count;
    }
  }
}
