package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Mistakes in what an append checks and stores.
final class AppendFaults {

  private static final String TEXT = "every_text_comes_back_as_it_was";
  private static final String MEMBERS =
      "nothing_is_stored_or_published_for_a_user_who_is_no_member";

  private AppendFaults() {}

  static Stream<LogFault> all() {
    return Stream.of(idempotency(), membership(), text()).flatMap(faults -> faults);
  }

  private static Stream<LogFault> idempotency() {
    return Stream.of(
        LogFault.in(
            "append",
            "idempotency: none",
            "a_repeat_by_temp_id_returns_the_first_entry_and_stores_nothing",
            call -> call.unnamed().proceed()),
        LogFault.of(
            "idempotency: in the memory of the instance only",
            "a_repeat_on_another_instance_is_a_repeat",
            _ -> remembering(true)),
        LogFault.of(
            "idempotency: by chat only",
            "a_temp_id_is_the_senders_and_the_chats_own",
            _ -> remembering(false)));
  }

  /// Looks up repeats in memory.
  private static LogCall.Handler remembering(boolean bySender) {
    Map<Object, Result> known = new ConcurrentHashMap<>();
    return call -> {
      if (!call.is("append") || call.draft().tempId() == null) {
        return call.proceed();
      }
      Object key = key(call, bySender);
      Result first = known.get(key);
      if (first != null) {
        return Optional.of(new Result(first.posted(), true, 0));
      }
      Optional<Result> result = call.unnamed().append();
      result.ifPresent(stored -> known.put(key, stored));
      return result;
    };
  }

  private static Object key(LogCall call, boolean bySender) {
    Object name = List.of(call.chat(), call.draft().tempId());
    return bySender ? List.of(name, call.sender().id()) : name;
  }

  private static Stream<LogFault> membership() {
    return Stream.of(
        LogFault.of(
            "membership: missing",
            MEMBERS,
            cluster ->
                call -> {
                  if (call.is("append")) {
                    cluster.directory.add(call.chat(), call.sender().id(), 0);
                  }
                  return call.proceed();
                }),
        LogFault.of("membership: cached", MEMBERS, AppendFaults::caching),
        LogFault.of("membership: a repeat before the check", MEMBERS, _ -> remembering(true)));
  }

  private static LogCall.Handler caching(LogCluster cluster) {
    Set<Object> members = ConcurrentHashMap.newKeySet();
    return call -> {
      if (!call.is("append")) {
        return call.proceed();
      }
      Object member = List.of(call.chat(), call.sender().id());
      if (members.contains(member)) {
        cluster.directory.add(call.chat(), call.sender().id(), 0);
      }
      Optional<Result> result = call.append();
      result.ifPresent(_ -> members.add(member));
      return result;
    };
  }

  private static Stream<LogFault> text() {
    return Stream.of(
        text("text: latin1", AppendFaults::latin1),
        text("text: normalised", text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
        text("text: NUL is stripped", text -> text.replace("\0", "")),
        text("text: NUL fails", AppendFaults::withoutNul),
        text(
            "text: cut after 65,535 bytes",
            text -> text.substring(0, Math.min(65_535, text.length()))),
        LogFault.in(
            "append",
            "seconds for milliseconds",
            "an_entry_comes_back_as_it_was_stored",
            call -> call.with(4, seconds(call.arguments()[4])).proceed()));
  }

  private static LogFault text(String name, UnaryOperator<String> change) {
    return LogFault.in("append", name, TEXT, call -> call.text(change).proceed());
  }

  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new UnavailableException("invalid byte sequence");
    }
    return text;
  }

  private static Instant seconds(@Nullable Object at) {
    return ((Instant) at).truncatedTo(ChronoUnit.SECONDS);
  }
}
