package com.sup.messenger.bootstrap;

import com.sup.messenger.application.gateway.Gateway;
import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.bootstrap.config.GatewayChoice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The gateways of an instance, in the order of their opening.
record OpenGateways(List<Gateway> gateways) implements Gateway {

  /// Opens the chosen modules. If one fails, closes those before it.
  static OpenGateways open(GatewayChoice choice, RunningApplication running, InstantSource clock) {
    GatewayModule.Context context =
        new GatewayModule.Context(running.application(), clock, choice.variables());
    List<Gateway> opened = new ArrayList<>();
    try {
      choice.modules().forEach(module -> opened.add(module.open(context)));
      return new OpenGateways(List.copyOf(opened));
    } catch (RuntimeException e) {
      new OpenGateways(opened).close();
      throw e;
    }
  }

  /// Returns these gateways and one before them.
  OpenGateways after(Gateway first) {
    return new OpenGateways(Stream.concat(Stream.of(first), gateways.stream()).toList());
  }

  /// Drains all at a time.
  @Override
  public void drain(Duration time) {
    List<Thread> drains =
        gateways.stream()
            .map(gateway -> Thread.startVirtualThread(() -> gateway.drain(time)))
            .toList();
    try {
      for (Thread drain : drains) {
        drain.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Closes the last one first.
  @Override
  public void close() {
    gateways.reversed().forEach(Gateway::close);
  }
}
