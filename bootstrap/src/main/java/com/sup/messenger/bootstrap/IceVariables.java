package com.sup.messenger.bootstrap;

import com.sup.messenger.application.IceSettings;
import com.sup.messenger.application.port.ConfigurationException;
import java.util.List;
import java.util.regex.Pattern;

/// Reads `ICE_SERVERS`, `TURN_SECRET` and `TURN_TTL`.
final class IceVariables {

  private static final int DEFAULT_TURN_TTL = 24 * 60 * 60 * 1_000;

  /// RFC 7064 and RFC 7065.
  private static final Pattern URL =
      Pattern.compile(
          "(stuns?:HOST|turns?:HOST(\\?transport=(udp|tcp))?)"
              .replace("HOST", "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?"));

  private static final String SAMPLES =
      "stun:host:3478, turn:host:3478?transport=udp or turns:host:5349";

  private IceVariables() {}

  static IceSettings read(Environment environment) {
    List<String> urls = environment.list("ICE_SERVERS");
    String secret = environment.text("TURN_SECRET");
    for (String url : urls) {
      if (!URL.matcher(url).matches()) {
        throw new ConfigurationException("ICE_SERVERS", url, "URLs like " + SAMPLES);
      }
    }
    if (secret == null && urls.stream().anyMatch(url -> url.startsWith("turn"))) {
      throw new ConfigurationException("TURN_SECRET", "", "set where ICE_SERVERS has a TURN URL");
    }
    return new IceSettings(urls, secret, environment.millis("TURN_TTL", DEFAULT_TURN_TTL));
  }
}
