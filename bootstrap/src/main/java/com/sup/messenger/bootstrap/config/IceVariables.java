package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variable.Secrecy;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.application.settings.IceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The variables for the STUN and TURN servers of calls.
final class IceVariables {

  /// A URL of a STUN or TURN server (RFC 7064, RFC 7065).
  private static final Pattern URL =
      Pattern.compile(
          "(stuns?:HOST|turns?:HOST(\\?transport=(udp|tcp))?)"
              .replace("HOST", "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?"));

  static final Variable<List<String>> ICE_SERVERS =
      Variable.list(
          "ICE_SERVERS",
          "the STUN and TURN servers for calls, comma-separated",
          "URLs like stun:host:3478, turn:host:3478?transport=udp or turns:host:5349",
          url -> Forms.matching(URL, url));

  static final Variable<Optional<String>> TURN_SECRET =
      Variable.of(
              "TURN_SECRET",
              "the secret that TURN servers share with the service (coturn's `static-auth-secret`)",
              "set where ICE_SERVERS has a TURN URL",
              secret -> secret)
          .shown(Secrecy.SECRET);

  static final Variable<Duration> TURN_TTL =
      Variable.millis(
          "TURN_TTL", "the validity of the TURN credentials of a call", Duration.ofDays(1));

  static final Section SECTION = new Section("Calls", List.of(ICE_SERVERS, TURN_SECRET, TURN_TTL));

  private IceVariables() {}

  /// @throws ConfigurationException if there are TURN servers but no secret
  static IceSettings read(Variables variables) {
    List<String> urls = variables.get(ICE_SERVERS);
    Optional<String> secret = variables.get(TURN_SECRET);
    if (secret.isEmpty() && urls.stream().anyMatch(url -> url.startsWith("turn"))) {
      throw TURN_SECRET.refusal("");
    }
    return new IceSettings(urls, secret.orElse(null), variables.get(TURN_TTL));
  }
}
