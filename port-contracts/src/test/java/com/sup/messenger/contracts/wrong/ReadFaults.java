package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.chat.MessageLog.Page;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Mistakes in the order of pages, and in the entries that are retained.
final class ReadFaults {

  private static final String RETAINED = "the_newest_messages_of_a_chat_are_retained";

  private ReadFaults() {}

  static Stream<LogFault> all() {
    return Stream.of(
        order(
            "order: descending",
            "after_gives_the_oldest_first_up_to_the_limit",
            Comparator.comparing(ReadFaults::seq).reversed()),
        order(
            "order: as text",
            "many_writers_leave_no_hole_and_no_double",
            Comparator.comparing(posted -> String.valueOf(seq(posted)))),
        order(
            "order: by time",
            "the_order_is_that_of_the_places_whatever_the_times",
            Comparator.comparing(posted -> ((Message) posted.message()).createdAt())),
        LogFault.of("trims: to 100", RETAINED, _ -> trimming(100)),
        LogFault.of("trims: to 500", RETAINED, _ -> trimming(500)),
        LogFault.of("trims: in other chats", "chats_are_trimmed_apart", _ -> trimmingAll()));
  }

  private static long seq(Posted posted) {
    return posted.message().seq();
  }

  private static LogFault order(String name, String rule, Comparator<Posted> order) {
    return LogFault.in(
        "after",
        name,
        rule,
        call -> {
          Page page = (Page) call.proceed();
          return new Page(page.entries().stream().sorted(order).toList(), page.hasMore());
        });
  }

  private static LogCall.Handler trimming(int most) {
    return call -> {
      Object result = call.proceed();
      return call.is("after") || call.is("references")
          ? only(result, seq -> seq > call.right().head(call.chat()) - most)
          : result;
    };
  }

  /// Deletes by the place, and forgets the chat.
  private static LogCall.Handler trimmingAll() {
    AtomicLong highest = new AtomicLong();
    return call -> {
      Object result = call.proceed();
      if (call.is("append")) {
        highest.accumulateAndGet(call.right().head(call.chat()), Math::max);
      }
      return call.is("after") ? only(result, seq -> seq > highest.get() - 5) : result;
    };
  }

  private static Object only(Object result, Predicate<Long> retained) {
    return visible(result, posted -> retained.test(seq(posted)), it -> retained.test(it.seq()));
  }

  /// Returns what a reader finds if some entries are not there.
  static Object visible(Object result, Predicate<Posted> entries, Predicate<Reference> references) {
    return switch (result) {
      case Page page -> new Page(page.entries().stream().filter(entries).toList(), page.hasMore());
      case Optional<?> some ->
          some.filter(found -> !(found instanceof Posted posted) || entries.test(posted));
      case List<?> all ->
          all.stream().filter(it -> it instanceof Reference ref && references.test(ref)).toList();
      default -> result;
    };
  }
}
