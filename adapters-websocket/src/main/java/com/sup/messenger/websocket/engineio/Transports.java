package com.sup.messenger.websocket.engineio;

import java.util.Set;

/// The names of the transports in the query parameter `transport`.
final class Transports {
  static final String POLLING = "polling";
  static final String WEBSOCKET = "websocket";
  static final Set<String> ALL = Set.of(POLLING, WEBSOCKET);

  private Transports() {}
}
