package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Finds the instances that hear this one, and that this one hears.
///
/// An instance with another `CLUSTER_SECRET` looks well to itself: it hears its own events. Only an
/// answer to another instance proves that they are one cluster.
public final class Echo {

  private record Question(Set<String> heard, CountDownLatch missing) {}

  private final InstanceTopic topic;
  private final Scheduler scheduler;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Question> open = new ConcurrentHashMap<>();

  /// Answers the questions of others from now on.
  public Echo(InstanceTopic topic, Scheduler scheduler) {
    this.topic = topic;
    this.scheduler = scheduler;
    topic.onSignal(this::hear);
  }

  private void hear(Signal signal) {
    switch (signal) {
      case Signal.Ping(String from, long number) -> scheduler.now(() -> answer(from, number));
      case Signal.Pong(String from, long number) -> note(from, number);
      default -> {}
    }
  }

  private void answer(String from, long number) {
    tell(from, new Signal.Pong(topic.id(), number));
  }

  private void note(String from, long number) {
    Question question = open.get(number);
    if (question != null && question.heard().add(from)) {
      question.missing().countDown();
    }
  }

  /// Asks instances, and returns those that answer. Returns early if all have answered.
  ///
  /// @param patience the longest time to wait
  public Set<String> ask(Collection<String> instances, Duration patience) {
    long number = numbers.incrementAndGet();
    Question question =
        new Question(ConcurrentHashMap.newKeySet(), new CountDownLatch(instances.size()));
    open.put(number, question);
    try {
      instances.forEach(instance -> tell(instance, new Signal.Ping(topic.id(), number)));
      question.missing().await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(number);
    }
    return Set.copyOf(question.heard());
  }

  private void tell(String instance, Signal signal) {
    try {
      topic.tell(instance, signal);
    } catch (UnavailableException _) {
      // No answer comes, which is the finding.
    }
  }
}
