package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.jwt.JwtSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The configuration of the service. Every value is checked. `docs/configuration.md` describes them
/// all.
///
/// @param profile `NODE_ENV`
/// @param logLevel `LOG_LEVEL`
/// @param shutdownTimeout `SHUTDOWN_TIMEOUT`
/// @param listeners the addresses and ports of the listeners
/// @param tokens the rules by which tokens are verified
/// @param serviceKeys `SERVICE_API_KEY`; if empty, there is no service API
/// @param sockets the settings of clients' connections
/// @param limits the limits of a user
/// @param catchUp the limits of the replay to a device that comes back
/// @param ice the STUN and TURN servers for calls
/// @param adapters `ADAPTERS`, and the variables of the adapter modules
/// @param gateways `GATEWAYS`, and the variables of the gateway modules
public record Configuration(
    Profile profile,
    LogLevel logLevel,
    Duration shutdownTimeout,
    Listeners listeners,
    JwtSettings tokens,
    List<String> serviceKeys,
    SocketSettings sockets,
    Limits limits,
    CatchUpBounds catchUp,
    IceSettings ice,
    AdapterChoice adapters,
    GatewayChoice gateways) {

  /// The kind of environment that the service runs in.
  public enum Profile {
    DEVELOPMENT,
    PRODUCTION
  }

  /// Reads environment variables, and the file that `SUP_CONFIG` names.
  ///
  /// @throws ConfigurationException for the first value that is not allowed
  public static Configuration from(Map<String, String> variables) {
    List<AdapterModule> installed = AdapterModule.installed();
    List<GatewayModule> gateways = GatewayModule.installed();
    List<Variable<?>> declared =
        Section.all(installed, gateways).stream()
            .<Variable<?>>flatMap(section -> section.variables().stream())
            .toList();
    Environment environment = Environment.of(variables, declared);
    Profile profile = environment.get(ProcessVariables.NODE_ENV);
    return new Configuration(
        profile,
        environment.get(ProcessVariables.LOG_LEVEL),
        environment.get(ProcessVariables.SHUTDOWN_TIMEOUT),
        ListenerVariables.read(environment, profile),
        TokenVariables.tokens(environment, profile),
        TokenVariables.serviceKeys(environment, profile),
        SocketVariables.read(environment, profile),
        LimitVariables.read(environment),
        ReplayVariables.read(environment),
        IceVariables.read(environment),
        AdapterChoice.of(environment, installed),
        GatewayChoice.of(environment, gateways));
  }

  public boolean hasServiceApi() {
    return !serviceKeys.isEmpty();
  }

  public boolean development() {
    return profile == Profile.DEVELOPMENT;
  }

  /// Shows no secret.
  @Override
  public String toString() {
    return "Configuration[profile=" + profile + ", port=" + listeners.clients().getPort() + "]";
  }
}
