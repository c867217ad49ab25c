package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.bootstrap.config.Configuration.Profile;
import java.time.Duration;
import java.util.List;

/// The variables for clients' connections.
final class SocketVariables {

  private static final String ANY_ORIGIN = "*";

  static final Variable<List<String>> CORS_ORIGIN =
      Variable.list(
              "CORS_ORIGIN",
              "the allowed origins, comma-separated, for polling and WebSocket. `*` is any origin."
                  + " `null`, `file://` and those of apps such as `capacitor://localhost` are"
                  + " possible. The service's own origin is always allowed",
              "origins like https://chat.example, without a path, comma-separated, or * in"
                  + " development",
              Forms::origin)
          .usually("`*` in development, none in production");

  static final Variable<Duration> SOCKETIO_PING_INTERVAL =
      Variable.millis(
          "SOCKETIO_PING_INTERVAL",
          "the time from a client's pong to the next ping",
          Duration.ofSeconds(25));

  static final Variable<Duration> SOCKETIO_PING_TIMEOUT =
      Variable.millis(
          "SOCKETIO_PING_TIMEOUT",
          "the time after which a client that does not answer a ping is disconnected",
          Duration.ofSeconds(60));

  static final Variable<Integer> SOCKETIO_MAX_BUFFER_SIZE =
      Variable.integer(
          "SOCKETIO_MAX_BUFFER_SIZE",
          "the longest packet, in bytes. A longer one closes the connection. Before its token is"
              + " accepted, a client may send 16384 bytes. All unfinished input together may take"
              + " an eighth of the heap. Over that, the service cuts the clients that have held"
              + " most for longest, clients without a token first",
          1_048_576,
          1_024,
          64 * 1024 * 1024);

  static final Variable<Integer> MAX_UNAUTHENTICATED_CONNECTIONS =
      Variable.integer(
          "MAX_UNAUTHENTICATED_CONNECTIONS",
          "the number of connections without an accepted token that one client address (IPv6: one"
              + " /64) may have. At the bound, the oldest one is closed. Behind a balancer that"
              + " `TRUSTED_PROXIES` does not name, all clients share this bound while they connect",
          5_000,
          1,
          1_000_000);

  static final Variable<Duration> HEARTBEAT_INTERVAL =
      Variable.millis(
          "HEARTBEAT_INTERVAL",
          "the longest time between two checks of a connection: pings, missing pongs, idle time,"
              + " the end of its token. The service checks every 250 ms, or more often if this is"
              + " less",
          Duration.ofSeconds(30));

  static final Section SECTION =
      new Section(
          "Connections",
          List.of(
              CORS_ORIGIN,
              SOCKETIO_PING_INTERVAL,
              SOCKETIO_PING_TIMEOUT,
              SOCKETIO_MAX_BUFFER_SIZE,
              MAX_UNAUTHENTICATED_CONNECTIONS,
              HEARTBEAT_INTERVAL));

  private SocketVariables() {}

  static SocketSettings read(Variables variables, Profile profile) {
    return new SocketSettings(
        origins(variables.get(CORS_ORIGIN), profile),
        variables.get(SOCKETIO_PING_INTERVAL),
        variables.get(SOCKETIO_PING_TIMEOUT),
        variables.get(SOCKETIO_MAX_BUFFER_SIZE),
        variables.get(MAX_UNAUTHENTICATED_CONNECTIONS),
        variables.get(HEARTBEAT_INTERVAL));
  }

  private static List<String> origins(List<String> named, Profile profile) {
    if (profile == Profile.PRODUCTION && named.contains(ANY_ORIGIN)) {
      throw new ConfigurationException(
          CORS_ORIGIN.name(), ANY_ORIGIN, "a list of origins in production");
    }
    return named.isEmpty() && profile == Profile.DEVELOPMENT ? List.of(ANY_ORIGIN) : named;
  }
}
