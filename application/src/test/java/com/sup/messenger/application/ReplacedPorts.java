package com.sup.messenger.application;

import com.sup.messenger.application.port.spi.Ports;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Replaces one of the ports by another adapter.
final class ReplacedPorts {

  private ReplacedPorts() {}

  static <R> Ports with(Ports ports, Class<R> replaced, R adapter) {
    return Ports.from(
        new Ports.Source() {
          @Override
          public <P> P adapter(Class<P> port) {
            return port == replaced ? port.cast(adapter) : find(ports, port);
          }
        });
  }

  /// Returns ports of which one runs a task before it does the work of a method.
  ///
  /// @param before is removed when it is run
  static <R> Ports with(
      Ports ports, Class<R> replaced, String name, AtomicReference<@Nullable Runnable> before) {
    R right = find(ports, replaced);
    return doing(
        ports,
        replaced,
        (_, method, arguments) -> {
          Runnable run = method.getName().equals(name) ? before.getAndSet(null) : null;
          if (run != null) {
            run.run();
          }
          return method.invoke(right, arguments);
        });
  }

  /// Returns ports of which one calls a handler for every method.
  static <R> Ports doing(Ports ports, Class<R> replaced, InvocationHandler adapter) {
    Class<?>[] types = {replaced};
    Object proxy = Proxy.newProxyInstance(replaced.getClassLoader(), types, adapter);
    return with(ports, replaced, replaced.cast(proxy));
  }

  /// Returns the adapter of a port.
  static <P> P find(Ports ports, Class<P> port) {
    return Stream.of(Ports.class.getRecordComponents())
        .filter(component -> component.getType() == port)
        .map(component -> port.cast(value(ports, component)))
        .findFirst()
        .orElseThrow();
  }

  private static Object value(Ports ports, RecordComponent component) {
    try {
      return component.getAccessor().invoke(ports);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
