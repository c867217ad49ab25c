package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Variable;
import com.sup.messenger.bootstrap.Configuration.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the process runs, and how it ends.
final class ProcessVariables {

  static final Variable<Profile> NODE_ENV =
      Variable.oneOf(
          "NODE_ENV",
          "the profile; production refuses weak secrets, and has no tokens for the asking",
          Profile.DEVELOPMENT);

  static final Variable<Optional<Path>> SUP_CONFIG =
      Variable.of(
          "SUP_CONFIG",
          "a file with any of these variables, which the environment overrides",
          "a readable file: a flat YAML map of variables",
          Forms::file);

  static final Variable<LogLevel> LOG_LEVEL =
      Variable.oneOf("LOG_LEVEL", "what is logged, and all that is worse", LogLevel.INFO);

  static final Variable<Duration> SHUTDOWN_TIMEOUT =
      Variable.millis(
          "SHUTDOWN_TIMEOUT",
          "within which a SIGTERM ends the process, sessions handed over",
          Duration.ofSeconds(30));

  static final Section SECTION =
      new Section(
          "Process",
          List.of(NODE_ENV, SUP_CONFIG, AdapterChoice.ADAPTERS, LOG_LEVEL, SHUTDOWN_TIMEOUT));

  private ProcessVariables() {}
}
