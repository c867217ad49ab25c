package com.sup.messenger.websocket.rfc6455;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/// A condition that is looked at often.
final class Eventually {

  private Eventually() {}

  static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }
}
