package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.application.port.chat.MessageLog.Page;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.application.port.chat.MessageLog.RevisedPage;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Mistakes with the connections to a store, and with a store that is away.
final class StoreFaults {

  private static final String AWAY =
      "while_the_store_is_away_each_call_is_unavailable_and_works_again_after";
  private static final String LEAK = "no_call_keeps_what_it_takes";

  private StoreFaults() {}

  static Stream<LogFault> all() {
    return Stream.of(
            Arrays.stream(MessageLog.class.getMethods()).map(StoreFaults::swallowing),
            Arrays.stream(MessageLog.class.getMethods()).map(StoreFaults::leaking),
            Stream.of(
                leaking(
                    "append of a new message", LEAK, (call, made) -> isAppend(call, made, false)),
                leaking("append of a repeat", LEAK, (call, made) -> isAppend(call, made, true)),
                leaking(
                    "append of no member",
                    LEAK,
                    (call, made) -> call.is("append") && Optional.empty().equals(made)),
                leaking(
                    "replace that does nothing",
                    LEAK,
                    (call, made) -> call.is("replace") && Boolean.FALSE.equals(made)),
                leaking(
                    "a call that fails", AWAY, (call, made) -> made == null && !call.is("delete")),
                LogFault.setting("blocks for 5 s", AWAY, cluster -> cluster.away = _ -> block())))
        .flatMap(faults -> faults);
  }

  private static boolean isAppend(LogCall call, @Nullable Object made, boolean repeated) {
    return call.is("append")
        && made instanceof Optional<?> some
        && some.orElse(null) instanceof Result result
        && result.repeated() == repeated;
  }

  private static LogFault leaking(Method method) {
    return leaking(method.getName(), LEAK, (call, _) -> call.method().equals(method));
  }

  private static LogFault leaking(
      String path, String rule, BiPredicate<LogCall, @Nullable Object> leaking) {
    return LogFault.setting("leaks: " + path, rule, cluster -> cluster.leaking = leaking);
  }

  /// Returns a fault that answers as if there were nothing, when the store is away.
  private static LogFault swallowing(Method method) {
    return LogFault.setting(
        "swallows an exception: " + method.getName(),
        AWAY,
        cluster ->
            cluster.away =
                call -> {
                  if (call.method().equals(method)) {
                    return nothing(method.getReturnType());
                  }
                  throw new UnavailableException("The store is away");
                });
  }

  private static @Nullable Object nothing(Class<?> type) {
    return Stream.of(
            Optional.empty(), List.of(), Map.of(), Page.EMPTY, RevisedPage.EMPTY, Expiring.NONE)
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> type == long.class ? 0L : type == boolean.class ? false : null);
  }

  private static Object block() throws InterruptedException {
    Thread.sleep(5_000);
    throw new UnavailableException("The store is away");
  }
}
