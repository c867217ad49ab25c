package com.sup.messenger.application;

import com.sup.messenger.application.port.Ports;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/// Ports of which one is another adapter's.
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

  private static <P> P find(Ports ports, Class<P> port) {
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
