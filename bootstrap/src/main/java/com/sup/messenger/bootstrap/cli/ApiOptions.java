package com.sup.messenger.bootstrap.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name the service API and its key. The key is no argument: other users of the
/// machine see those.
final class ApiOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The service API. Usually SUP_API_URL, else http://localhost:3002.")
  private @Nullable URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file with the key. Usually the key is SERVICE_API_KEY, else development.")
  private @Nullable Path keyFile;

  @Option(names = "--json", description = "Print the answers of the service API as they are.")
  private boolean json;

  boolean json() {
    return json;
  }

  OperatorApi api(Terminal terminal) {
    URI usual =
        URI.create(terminal.variables().getOrDefault("SUP_API_URL", "http://localhost:3002"));
    return new OperatorApi(Optional.ofNullable(url).orElse(usual), key(terminal));
  }

  private String key(Terminal terminal) {
    if (keyFile == null) {
      // The service may have several keys. Each of them is good.
      return terminal.variables().getOrDefault("SERVICE_API_KEY", "development").split(",", 2)[0];
    }
    try {
      return Files.readString(keyFile).strip();
    } catch (IOException e) {
      throw new CallFailedException("The key cannot be read from " + keyFile);
    }
  }
}
