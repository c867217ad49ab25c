package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.connection.Concurrently;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {

  private final CountDownLatch worked = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  /// Begins a task that ends only after the work beside it.
  private Future<String> afterTheWork() {
    return Concurrently.begin(
        () -> {
          worked.await();
          ended.set(true);
          return "beside";
        });
  }

  @Test
  void work_waits_for_what_was_begun_beside_it() {
    Future<String> beside = afterTheWork();
    assertThat(Concurrently.with(List.of(beside), this::work)).isEqualTo("work");
    assertThat(beside.resultNow()).isEqualTo("beside");
  }

  private String work() {
    worked.countDown();
    return "work";
  }

  @Test
  void work_that_fails_waits_too() {
    Future<String> beside = afterTheWork();
    assertThatThrownBy(() -> Concurrently.with(List.of(beside), this::fail)).hasMessage("work");
    assertThat(ended).isTrue();
  }

  private String fail() {
    worked.countDown();
    throw new IllegalStateException("work");
  }

  @Test
  void a_failure_beside_the_work_is_its_failure() {
    Future<?> beside =
        Concurrently.run(
            () -> {
              throw new IllegalStateException("beside");
            });
    assertThatThrownBy(() -> Concurrently.with(List.of(beside), this::work)).hasMessage("beside");
    assertThatThrownBy(() -> Concurrently.with(List.of(beside), this::fail)).hasMessage("work");
  }
}
