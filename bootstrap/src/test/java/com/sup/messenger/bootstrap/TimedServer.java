package com.sup.messenger.bootstrap;

import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.bootstrap.config.Configuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Starts instances in which a call rings for a short time.
public final class TimedServer {

  private TimedServer() {}

  /// Starts an instance in development, on free ports.
  public static MessengerServer ringing(Duration ringing, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0", "API_PORT", "0"));
    all.putAll(variables);
    Timings usual = Timings.DEFAULT;
    Timings timings =
        new Timings(
            usual.typing(), usual.presenceGrace(), ringing, usual.callReturn(), usual.endedCall());
    return MessengerServer.start(Configuration.from(all), timings);
  }
}
