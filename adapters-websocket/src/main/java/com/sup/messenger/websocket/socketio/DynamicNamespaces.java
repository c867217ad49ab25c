package com.sup.messenger.websocket.socketio;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Makes namespaces by a rule when clients join them, up to a bound.
final class DynamicNamespaces {

  static final DynamicNamespaces NONE = new DynamicNamespaces(_ -> false, 0, _ -> {});

  private final Predicate<String> names;
  private final int limit;
  private final Consumer<Namespace> setUp;
  private int made;

  DynamicNamespaces(Predicate<String> names, int limit, Consumer<Namespace> setUp) {
    this.names = names;
    this.limit = limit;
    this.setUp = setUp;
  }

  Optional<Namespace> make(String name, Guard guard, ConcurrentMap<String, Namespace> known) {
    if (!names.test(name)) {
      return Optional.empty();
    }
    synchronized (this) {
      Namespace other = known.get(name);
      if (other != null || made == limit) {
        return Optional.ofNullable(other);
      }
      Namespace namespace = new Namespace(name, guard);
      setUp.accept(namespace);
      known.put(name, namespace);
      made++;
      return Optional.of(namespace);
    }
  }
}
