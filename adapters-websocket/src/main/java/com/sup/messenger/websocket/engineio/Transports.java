package com.sup.messenger.websocket.engineio;

import java.util.Set;

/// The names of the transports in the query parameter `transport`.
public final class Transports {
  public static final String POLLING = "polling";
  public static final String WEBSOCKET = "websocket";
  static final Set<String> ALL = Set.of(POLLING, WEBSOCKET);

  private Transports() {}
}
