package com.sup.messenger.bootstrap.cli;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.logging.Logging;
import com.sup.messenger.websocket.engineio.Cors;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Checks the configuration as the start does, without a start.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks the variables of this environment, and SUP_CONFIG, as the start does.")
final class ConfigCheckCommand implements Callable<Integer> {

  private static final int BAD_CONFIGURATION = 2;

  @Option(names = "--reach", description = "Also connect to what the adapter modules need.")
  private boolean reach;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "Also say if pages of this origin may connect: https://chat.example.")
  private @Nullable String origin;

  private final Terminal terminal;

  ConfigCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      return check(Configuration.from(terminal.variables()));
    } catch (ConfigurationException e) {
      terminal.print(String.valueOf(e.getMessage()));
      return BAD_CONFIGURATION;
    }
  }

  private int check(Configuration configuration) {
    terminal.print("The configuration is valid.");
    terminal.print("NODE_ENV " + configuration.profile().name().toLowerCase(Locale.ROOT));
    terminal.print("PORT " + configuration.listeners().clients().getPort());
    terminal.print("CORS_ORIGIN " + String.join(",", configuration.sockets().corsOrigins()));
    terminal.print("ADAPTERS " + configuration.adapters().names());
    terminal.print("service API " + (configuration.hasServiceApi() ? "on" : "off"));
    boolean well = origin == null || admits(configuration, origin);
    return (reach ? reachAll(configuration) : true) && well ? 0 : 1;
  }

  private boolean admits(Configuration configuration, String from) {
    List<String> origins = configuration.sockets().corsOrigins();
    Cors cors = origins.contains("*") ? Cors.anyOrigin() : Cors.origins(Set.copyOf(origins));
    boolean admitted = cors.allows(from, null);
    terminal.print(
        from + (admitted ? " may connect." : " is refused: CORS_ORIGIN does not name it."));
    return admitted;
  }

  // The modules log the reason if they cannot connect.
  private boolean reachAll(Configuration configuration) {
    Logging.configure(configuration);
    boolean all = true;
    try (ModuleReach modules = new ModuleReach(configuration.adapters())) {
      for (AdapterModule module : configuration.adapters().modules()) {
        boolean reached = modules.reaches(module);
        terminal.print(
            module.name() + (reached ? " answers." : " does not answer: the log says why."));
        all &= reached;
      }
    }
    return all;
  }
}
