package com.sup.messenger.contracts.wrong;

import java.util.function.Consumer;
import java.util.function.Function;

/// A mistake in a log.
///
/// @param name the mistake
/// @param rule the test of the contract that finds it
/// @param setting plants it in the store
/// @param handler makes the log of an instance that makes the mistake
record LogFault(
    String name,
    String rule,
    Consumer<LogCluster> setting,
    Function<LogCluster, LogCall.Handler> handler) {

  /// No mistake.
  static final LogFault NONE = setting("none", "", _ -> {});

  /// Returns a mistake in the calls of an instance.
  static LogFault of(String name, String rule, Function<LogCluster, LogCall.Handler> handler) {
    return new LogFault(name, rule, _ -> {}, handler);
  }

  /// Returns a mistake in the calls of one method.
  static LogFault in(String method, String name, String rule, LogCall.Handler handler) {
    return of(name, rule, _ -> call -> call.is(method) ? handler.handle(call) : call.proceed());
  }

  /// Returns a mistake that belongs to the store.
  static LogFault setting(String name, String rule, Consumer<LogCluster> setting) {
    return new LogFault(name, rule, setting, _ -> LogCall::proceed);
  }

  @Override
  public String toString() {
    return name;
  }
}
