package com.sup.messenger.websocket.rfc6455;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/// Checks a condition often, until it is true.
final class Eventually {

  private Eventually() {}

  static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }
}
