package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.ConfigurationException;
import com.sup.messenger.application.port.Variable;
import com.sup.messenger.application.port.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the service listens.
final class ListenerVariables {

  static final Variable<Integer> PORT = port("PORT", "where clients connect", 3001);

  static final Variable<Integer> API_PORT =
      port("API_PORT", "where back-ends call the service API", 3002);

  static final Variable<Boolean> METRICS_ENABLED =
      Variable.flag(
          "METRICS_ENABLED", "whether there are metrics for Prometheus, at `/metrics`", false);

  static final Variable<Integer> METRICS_PORT =
      port("METRICS_PORT", "where the metrics are to be had", 9090);

  static final Variable<Optional<Path>> TLS_CERT =
      Variable.of(
          "TLS_CERT",
          "the certificate and those that signed it; with `TLS_KEY`, clients and back-ends connect"
              + " by TLS",
          "a readable PEM file of certificates, set together with TLS_KEY",
          Forms::file);

  static final Variable<Optional<Path>> TLS_KEY =
      Variable.of(
          "TLS_KEY",
          "the private key of `TLS_CERT`",
          "a readable PEM file of an unencrypted private key, set together with TLS_CERT",
          Forms::file);

  static final Section SECTION =
      new Section(
          "Listeners", List.of(PORT, API_PORT, METRICS_ENABLED, METRICS_PORT, TLS_CERT, TLS_KEY));

  private ListenerVariables() {}

  static Listeners read(Variables variables) {
    Optional<Path> certificate = variables.get(TLS_CERT);
    Optional<Path> key = variables.get(TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw missing(certificate.isPresent() ? TLS_KEY : TLS_CERT);
    }
    return new Listeners(
        variables.get(PORT),
        variables.get(API_PORT),
        variables.get(METRICS_ENABLED)
            ? Optional.of(variables.get(METRICS_PORT))
            : Optional.empty(),
        certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret))));
  }

  private static ConfigurationException missing(Variable<?> variable) {
    return variable.refusal("");
  }

  private static Variable<Integer> port(String name, String meaning, int usual) {
    return Variable.integer(name, meaning + "; 0 is any free port", usual, 0, 65_535);
  }
}
