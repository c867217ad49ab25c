package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.bootstrap.config.Configuration.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The variables for the process: profile, log, and the end.
final class ProcessVariables {

  static final Variable<Profile> NODE_ENV =
      Variable.oneOf(
          "NODE_ENV",
          "the profile. Production refuses weak secrets and has no `/dev/token`",
          Profile.DEVELOPMENT);

  static final Variable<Optional<Path>> SUP_CONFIG =
      Variable.of(
          "SUP_CONFIG",
          "a file with any of these variables. The environment overrides it",
          "a readable file: a flat YAML map of variables",
          Forms::file);

  static final Variable<LogLevel> LOG_LEVEL =
      Variable.oneOf("LOG_LEVEL", "the level from which on records are logged", LogLevel.INFO);

  static final Variable<Duration> SHUTDOWN_TIMEOUT =
      Variable.millis(
          "SHUTDOWN_TIMEOUT",
          "the time within which a SIGTERM ends the process. Sessions are handed over before",
          Duration.ofSeconds(30));

  static final Section SECTION =
      new Section(
          "Process",
          List.of(
              NODE_ENV,
              SUP_CONFIG,
              AdapterChoice.ADAPTERS,
              GatewayChoice.GATEWAYS,
              LOG_LEVEL,
              SHUTDOWN_TIMEOUT));

  private ProcessVariables() {}
}
