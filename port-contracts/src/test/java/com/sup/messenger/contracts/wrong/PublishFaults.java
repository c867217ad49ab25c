package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.domain.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Mistakes in the moment at which an entry is visible, and in its publication.
final class PublishFaults {

  private static final String ONCE = "a_message_is_published_once";

  private PublishFaults() {}

  static Stream<LogFault> all() {
    return Stream.of(
        LogFault.setting("publishes: never", ONCE, cluster -> cluster.publishing = _ -> {}),
        LogFault.of("publishes: on a repeat", ONCE, PublishFaults::onRepeat),
        LogFault.of(
            "publishes: before the commit",
            "a_message_that_is_heard_is_in_the_log_with_all_before_it",
            _ -> committing(ConcurrentHashMap.newKeySet())),
        LogFault.setting(
            "publishes: in the own process only",
            "another_instance_hears_of_each_message_and_reads_it_at_once",
            cluster -> cluster.publishing = cluster.here::publish),
        lateCommits());
  }

  private static LogCall.Handler onRepeat(LogCluster cluster) {
    return call -> {
      Object result = call.proceed();
      if (call.is("append")
          && result instanceof Optional<?> some
          && some.orElse(null) instanceof Result repeat
          && repeat.repeated()) {
        Signal again = new Signal.Appended(repeat.posted());
        cluster.publish(
            new Envelope(new Topic.Chat(call.chat()), again, null, repeat.posted().rev()));
      }
      return result;
    };
  }

  /// Makes an entry visible some time after it was stored.
  ///
  /// @param uncommitted the entries that are not visible yet
  private static LogCall.Handler committing(Set<MessageId> uncommitted) {
    return call -> {
      if (!call.is("append")) {
        return ReadFaults.visible(
            call.proceed(),
            posted -> !uncommitted.contains(posted.message().id()),
            reference -> !uncommitted.contains(reference.id()));
      }
      uncommitted.add(call.id());
      try {
        Optional<Result> result = call.append();
        if (result.isPresent() && result.get().posted().message().seq() % 2 == 1) {
          Pause.betweenTwoSteps();
        }
        return result;
      } finally {
        uncommitted.remove(call.id());
      }
    };
  }

  /// Gives the places in one order and commits in another one: the mistake of a sequence in SQL.
  /// The publication waits for the commit.
  private static LogFault lateCommits() {
    ThreadLocal<List<Envelope>> waiting = ThreadLocal.withInitial(ArrayList::new);
    Set<MessageId> uncommitted = ConcurrentHashMap.newKeySet();
    return new LogFault(
        "hole: visible until an earlier commit",
        "places_become_visible_in_order",
        cluster -> cluster.publishing = envelope -> waiting.get().add(envelope),
        cluster -> {
          LogCall.Handler committing = committing(uncommitted);
          return call -> {
            Object result = committing.handle(call);
            waiting.get().forEach(cluster::publish);
            waiting.remove();
            return result;
          };
        });
  }
}
