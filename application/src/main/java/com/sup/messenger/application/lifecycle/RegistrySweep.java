package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Ends the connections of dead instances, by the entries that they left in the registry.
public final class RegistrySweep {

  /// The number of entries of a dead instance that are worked on at a time.
  private static final int PARALLEL = 8;

  private final String self;
  private final ConnectionRegistry registry;
  private final Instances instances;
  private final RegistryReconciler reconciler;

  /// @param self the id of this instance
  public RegistrySweep(
      String self,
      ConnectionRegistry registry,
      Instances instances,
      RegistryReconciler reconciler) {
    this.self = self;
    this.registry = registry;
    this.instances = instances;
    this.reconciler = reconciler;
  }

  /// Removes the entries of dead instances. Is called every few seconds.
  public void run() {
    for (String dead : instances.lapsed()) {
      if (!dead.equals(self)) {
        sweep(dead);
      }
    }
  }

  private void sweep(String dead) {
    List<ConnectionRegistry.Entry> left = new ArrayList<>(registry.on(dead));
    // Other instances sweep too, so each begins with another entry.
    Collections.shuffle(left);
    try (ExecutorService executor =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
      left.forEach(entry -> executor.execute(() -> tryExit(entry)));
    }
    if (registry.on(dead).isEmpty()) {
      instances.forget(dead);
    }
  }

  private void tryExit(ConnectionRegistry.Entry entry) {
    try {
      reconciler.exit(entry);
    } catch (UnavailableException _) {
      // The entry stays for the next sweep.
    }
  }
}
