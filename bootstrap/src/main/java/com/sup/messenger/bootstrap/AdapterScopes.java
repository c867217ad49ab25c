package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Ports;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds ports whose state is kept in this process, beside others that instances share. With more
/// than one instance, each would have a truth of its own.
final class AdapterScopes {

  private AdapterScopes() {}

  /// Returns the warning to log at the start.
  ///
  /// @param instance the id of this instance
  /// @return empty if all ports have one scope, or no other instance is there
  static Optional<String> warning(NamedAdapters adapters, String instance) {
    Map<String, TreeSet<String>> local = new TreeMap<>();
    TreeSet<String> shared = new TreeSet<>();
    for (Class<?> port : Ports.all()) {
      // Tokens are no state.
      if (port.getPackageName().endsWith(".token")) {
        continue;
      }
      String module = adapters.moduleOf(port).orElseThrow();
      if (isLocal(adapters, module)) {
        local.computeIfAbsent(module, _ -> new TreeSet<>()).add(port.getSimpleName());
      } else {
        shared.add(module);
      }
    }
    return local.isEmpty() || shared.isEmpty() || isAlone(adapters, instance)
        ? Optional.empty()
        : Optional.of(
            "Run a single instance with these adapters: %s are in the memory of this process, beside %s"
                .formatted(local, String.join(", ", shared)));
  }

  private static boolean isLocal(NamedAdapters adapters, String module) {
    Adapters known = Objects.requireNonNull(adapters.byModule().get(module));
    return known.local();
  }

  /// Returns true if no other instance is there. Local leases cannot tell.
  private static boolean isAlone(NamedAdapters adapters, String instance) {
    if (isLocal(adapters, adapters.moduleOf(Instances.class).orElseThrow())) {
      return false;
    }
    try {
      return adapters.adapter(Instances.class).live().stream()
          .allMatch(other -> other.id().equals(instance));
    } catch (UnavailableException _) {
      return false;
    }
  }
}
