package com.sup.messenger.bootstrap;

import com.sup.messenger.application.CatchUpBounds;
import com.sup.messenger.application.IceSettings;
import com.sup.messenger.application.Limits;
import com.sup.messenger.application.port.AdapterModule;
import com.sup.messenger.application.port.ConfigurationException;
import com.sup.messenger.jwt.JwtSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the service is started with; every value checked.
///
/// @param profile `NODE_ENV`
/// @param port `PORT`, 0 for any free one
/// @param tokens `JWT_SECRET`, comma-separated, `JWT_JWKS`, `JWT_ISSUER`, `JWT_AUDIENCE`
/// @param corsOrigins `CORS_ORIGIN`, comma-separated; `*` is every origin
/// @param pingInterval `SOCKETIO_PING_INTERVAL`, milliseconds
/// @param pingTimeout `SOCKETIO_PING_TIMEOUT`, milliseconds
/// @param maxPayload `SOCKETIO_MAX_BUFFER_SIZE`, bytes
/// @param limits `RATE_LIMITS`, `RATE_LIMIT_MAX_CONNECTIONS`, `RATE_LIMIT_CONNECTION_WINDOW`,
///     `MAX_IDLE_TIME`
/// @param catchUp `REPLAY_PER_CHAT`, `REPLAY_TOTAL`, `REPLAY_NEW_PER_CHAT`, `REPLAY_NEW_TOTAL`
/// @param ice `ICE_SERVERS`, comma-separated, `TURN_SECRET`, `TURN_TTL`, milliseconds
/// @param adapters `ADAPTERS`, and the variables of the adapter modules
public record Configuration(
    Profile profile,
    int port,
    JwtSettings tokens,
    List<String> corsOrigins,
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    Limits limits,
    CatchUpBounds catchUp,
    IceSettings ice,
    AdapterChoice adapters) {

  /// Where the service runs.
  public enum Profile {
    DEVELOPMENT,
    PRODUCTION
  }

  private static final String SAMPLE_SECRET = "your_jwt_secret_here";
  private static final String DEVELOPMENT_SECRET = "sup-messenger-development-secret";
  private static final int MIN_SECRET_BYTES = 32;

  /// Reads environment variables.
  ///
  /// @throws ConfigurationException for the first value that is not admitted
  public static Configuration from(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    Profile profile = environment.constant("NODE_ENV", Profile.class, Profile.DEVELOPMENT);
    List<String> secrets = environment.list("JWT_SECRET");
    String jwks = environment.text("JWT_JWKS");
    List<String> origins = environment.list("CORS_ORIGIN");
    if (profile == Profile.PRODUCTION) {
      checkForProduction(secrets, jwks, origins);
    }
    boolean development = profile == Profile.DEVELOPMENT;
    return new Configuration(
        profile,
        environment.integer("PORT", 3001, 0, 65_535),
        new JwtSettings(
            secrets.isEmpty() && development ? List.of(DEVELOPMENT_SECRET) : secrets,
            jwks,
            environment.text("JWT_ISSUER"),
            environment.text("JWT_AUDIENCE")),
        origins.isEmpty() && development ? List.of("*") : origins,
        environment.millis("SOCKETIO_PING_INTERVAL", 25_000),
        environment.millis("SOCKETIO_PING_TIMEOUT", 60_000),
        environment.integer("SOCKETIO_MAX_BUFFER_SIZE", 1_048_576, 1_024, 64 * 1024 * 1024),
        LimitVariables.read(environment),
        ReplayVariables.read(environment),
        IceVariables.read(environment),
        adapters(environment));
  }

  private static AdapterChoice adapters(Environment environment) {
    List<AdapterModule> installed = AdapterModule.installed();
    installed.forEach(module -> module.variables().forEach(environment::get));
    List<String> names = environment.get(AdapterChoice.ADAPTERS);
    String usual = environment.text("REDIS_URL") == null ? "memory" : "redis";
    return AdapterChoice.of(names.isEmpty() ? List.of(usual) : names, installed, environment);
  }

  private static void checkForProduction(
      List<String> secrets, @Nullable String jwks, List<String> origins) {
    if (secrets.isEmpty() && jwks == null) {
      throw new ConfigurationException(
          "JWT_SECRET",
          "",
          "set in production, or JWT_JWKS: there is no key to verify tokens with");
    }
    if (secrets.stream().anyMatch(Configuration::isWeak)) {
      throw new ConfigurationException(
          "JWT_SECRET", "(hidden)", "secrets of 32 bytes or more in production, not the sample");
    }
    if (origins.contains("*")) {
      throw new ConfigurationException("CORS_ORIGIN", "*", "a list of origins in production");
    }
  }

  private static boolean isWeak(String secret) {
    return secret.equals(SAMPLE_SECRET)
        || secret.equals(DEVELOPMENT_SECRET)
        || secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES;
  }

  /// Shows no secret.
  @Override
  public String toString() {
    return "Configuration[profile=" + profile + ", port=" + port + "]";
  }
}
