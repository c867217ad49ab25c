package com.sup.messenger.bootstrap.failure;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.transport.PeerChannel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sees each call of an adapter that ends in an exception, logs it, and hands the exception on.
///
/// A client is only told that something is unavailable, so without this nobody would learn why.
public final class AdapterFailures {

  private final FailureLines log;
  private final BiConsumer<Class<?>, Boolean> counter;

  /// @param counter hears of each failure: the port, and true if the dependency was unavailable
  public AdapterFailures(InstantSource clock, BiConsumer<Class<?>, Boolean> counter) {
    this.log = new FailureLines(clock);
    this.counter = counter;
  }

  /// Returns the same adapters, watched.
  ///
  /// @param module the name of their module
  public Adapters watching(String module, Adapters adapters) {
    return adapters.each((port, adapter) -> watching(module, port, adapter));
  }

  private Object watching(String module, Class<?> port, Object adapter) {
    // A peer that has gone is no failure of the adapter, and is asked often.
    if (port == PeerChannel.class) {
      return adapter;
    }
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port},
        (_, method, arguments) -> call(module, port, adapter, method, arguments));
  }

  private @Nullable Object call(
      String module,
      Class<?> port,
      Object adapter,
      Method method,
      @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(adapter, arguments);
    } catch (InvocationTargetException e) {
      Throwable failure = Objects.requireNonNull(e.getCause());
      // A token that is refused is an answer.
      if (!(failure instanceof InvalidTokenException)) {
        counter.accept(port, failure instanceof UnavailableException);
        log.log(new FailureLines.Place(module, port, method.getName()), failure, arguments);
      }
      throw failure;
    }
  }
}
