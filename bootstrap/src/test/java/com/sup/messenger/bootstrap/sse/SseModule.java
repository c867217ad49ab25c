package com.sup.messenger.bootstrap.sse;

import com.sup.messenger.application.gateway.Gateway;
import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The gateway `sse`.
public final class SseModule implements GatewayModule {

  /// The gateways that were opened, for tests.
  public static final Queue<SseGateway> OPENED = new ConcurrentLinkedQueue<>();

  private static final Variable<Integer> PORT =
      Variable.integer("SSE_PORT", "the port for server-sent events", 3004, 0, 65_535);

  @Override
  public String name() {
    return "sse";
  }

  @Override
  public List<String> transports() {
    return List.of(SseConnection.TRANSPORT);
  }

  @Override
  public List<Variable<?>> variables() {
    return List.of(PORT);
  }

  @Override
  public Gateway open(Context context) {
    int port = context.value(PORT);
    try {
      SseGateway gateway = new SseGateway(context.application(), context.clock(), port);
      OPENED.add(gateway);
      return gateway;
    } catch (IOException _) {
      throw new ConfigurationException(PORT.name(), String.valueOf(port), "a port that is free");
    }
  }
}
