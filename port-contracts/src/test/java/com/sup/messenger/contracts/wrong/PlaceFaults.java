package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Mistakes in the numbers of messages, in heads and in the look-up by id.
final class PlaceFaults {

  private static final String WRITERS = "many_writers_leave_no_hole_and_no_double";
  private static final String ONE_BY_ONE = "places_are_given_from_one_without_holes";

  private PlaceFaults() {}

  static Stream<LogFault> all() {
    return Stream.of(
        LogFault.in(
            "append",
            "hole: constant",
            ONE_BY_ONE,
            call -> call.append().map(made -> call.at(2 * seq(made) - 1, made))),
        LogFault.of(
            "hole: on a repeat",
            "a_repeat_by_temp_id_returns_the_first_entry_and_stores_nothing",
            _ -> holeOnRepeat()),
        LogFault.of("reuse: unlocked", WRITERS, _ -> inTwoSteps(Optional.empty())),
        LogFault.of(
            "reuse: a lock in the JVM only",
            WRITERS,
            _ -> inTwoSteps(Optional.of(new ReentrantLock()))),
        LogFault.of("head: stale", ONE_BY_ONE, _ -> staleHead()),
        LogFault.in("head", "head: too high", ONE_BY_ONE, call -> (Long) call.proceed() + 1),
        LogFault.of("find: in any chat", "a_message_is_found_in_its_chat_only", _ -> anyChat()),
        LogFault.of(
            "delete: loses the head",
            "a_deleted_log_is_empty_and_continues_after_its_last_place",
            _ -> withoutOldHead()));
  }

  private static long seq(Result result) {
    return result.posted().message().seq();
  }

  private static LogCall.Handler holeOnRepeat() {
    AtomicLong lost = new AtomicLong();
    return call -> {
      if (!call.is("append")) {
        return call.proceed();
      }
      Optional<Result> result = call.append();
      if (result.isPresent() && result.get().repeated()) {
        lost.incrementAndGet();
        return result;
      }
      return result.map(made -> call.at(seq(made) + lost.get(), made));
    };
  }

  /// Reads the head and stores the message in two steps.
  private static LogCall.Handler inTwoSteps(Optional<Lock> lock) {
    return call -> {
      if (!call.is("append")) {
        return call.proceed();
      }
      lock.ifPresent(Lock::lock);
      try {
        long next = call.right().head(call.chat()) + 1;
        LockSupport.parkNanos(200_000);
        return call.append().map(made -> call.at(next, made));
      } finally {
        lock.ifPresent(Lock::unlock);
      }
    };
  }

  private static LogCall.Handler staleHead() {
    Map<ChatId, Long> known = new ConcurrentHashMap<>();
    return call -> {
      Object head = call.proceed();
      return call.is("head") ? known.computeIfAbsent(call.chat(), _ -> (Long) head) : head;
    };
  }

  private static LogCall.Handler anyChat() {
    Map<MessageId, ChatId> chats = new ConcurrentHashMap<>();
    return call -> {
      if (call.is("append")) {
        chats.put(call.id(), call.chat());
      }
      return call.is("find")
          ? call.with(0, chats.getOrDefault((MessageId) call.arguments()[1], call.chat())).proceed()
          : call.proceed();
    };
  }

  private static LogCall.Handler withoutOldHead() {
    Map<ChatId, Long> lost = new ConcurrentHashMap<>();
    return call -> {
      if (call.is("delete")) {
        lost.put(call.chat(), call.right().head(call.chat()));
      }
      Object result = call.proceed();
      return switch (result) {
        case Long head -> head - lost.getOrDefault(call.chat(), 0L);
        case null, default -> result;
      };
    };
  }
}
