package com.sup.messenger.contracts.wrong;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Makes adapters that are right but for one method.
final class Faulty {

  private Faulty() {}

  /// A method of an adapter.
  @FunctionalInterface
  interface Fault {
    Object call(Object[] arguments);
  }

  /// Returns an adapter that does the work of another one, except for a method.
  static <P> P like(P right, Class<P> port, String method, Fault fault) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, called, arguments) -> {
              if (called.getName().equals(method)) {
                return fault.call(arguments);
              }
              try {
                return called.invoke(right, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return port.cast(proxy);
  }
}
