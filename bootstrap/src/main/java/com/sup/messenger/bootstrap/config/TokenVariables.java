package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variable.Secrecy;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.bootstrap.config.Configuration.Profile;
import com.sup.messenger.jwt.JwtSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The variables for tokens and for the keys of back-ends.
final class TokenVariables {

  private static final String SAMPLE_SECRET = "your_jwt_secret_here";
  private static final String DEVELOPMENT_SECRET = "sup-messenger-development-secret";
  private static final String DEVELOPMENT_KEY = "development";
  private static final int MIN_SECRET_BYTES = 32;
  private static final int MIN_KEY_CHARACTERS = 32;

  /// Secrets that the documentation or the code of this service makes public.
  private static final Set<String> SAMPLES =
      Set.of(SAMPLE_SECRET, DEVELOPMENT_SECRET, DEVELOPMENT_KEY);

  /// The unit of `iat` is a second.
  private static final Duration LEAST_AGE = Duration.ofSeconds(1);

  static final Variable<List<String>> JWT_SECRET =
      Variable.list(
              "JWT_SECRET",
              "HMAC secrets, comma-separated. The first one signs development tokens, and all"
                  + " verify",
              "secrets of 32 bytes or more in production, and not the sample; set there, or"
                  + " JWT_JWKS",
              secret -> secret)
          .shown(Secrecy.SECRET)
          .usually("a well-known one in development");

  static final Variable<Optional<String>> JWT_JWKS =
      Variable.of(
              "JWT_JWKS",
              "public keys (RS256, ES256), read again on an unknown `kid`",
              "the path of a readable file, or an http or https URL",
              Forms::keySet)
          .shown(Secrecy.PASSWORD);

  static final Variable<Optional<String>> JWT_ISSUER =
      Variable.of("JWT_ISSUER", "the required `iss` of a token", "any text", issuer -> issuer);

  static final Variable<Optional<String>> JWT_AUDIENCE =
      Variable.of(
          "JWT_AUDIENCE",
          "the required `aud` of a token, or one of its values",
          "any text",
          audience -> audience);

  static final Variable<Optional<Duration>> JWT_MAX_AGE =
      Variable.of(
              "JWT_MAX_AGE",
              "the validity of a token from its `iat` on, which is then required. The earlier of"
                  + " this and `exp` ends the connection too",
              "milliseconds, an integer from "
                  + LEAST_AGE.toMillis()
                  + " to "
                  + Revocations.KEPT.toMillis(),
              TokenVariables::age)
          .usually("no bound except `exp`, which production requires");

  static final Variable<List<String>> SERVICE_API_KEY =
      Variable.list(
              "SERVICE_API_KEY",
              "the keys of back-ends for the service API, comma-separated",
              "keys of visible ASCII characters, comma-separated; in production of 32 characters or"
                  + " more, and not a sample",
              Forms::visible)
          .shown(Secrecy.SECRET)
          .usually("`development` in development; in production, there is no service API");

  static final Section SECTION =
      new Section(
          "Tokens and keys",
          List.of(JWT_SECRET, JWT_JWKS, JWT_ISSUER, JWT_AUDIENCE, JWT_MAX_AGE, SERVICE_API_KEY));

  private TokenVariables() {}

  static JwtSettings tokens(Variables variables, Profile profile) {
    List<String> secrets = variables.get(JWT_SECRET);
    Optional<String> jwks = variables.get(JWT_JWKS);
    if (profile == Profile.PRODUCTION) {
      checkForProduction(secrets, jwks);
    } else if (secrets.isEmpty()) {
      secrets = List.of(DEVELOPMENT_SECRET);
    }
    return new JwtSettings(
        secrets,
        jwks.orElse(null),
        variables.get(JWT_ISSUER).orElse(null),
        variables.get(JWT_AUDIENCE).orElse(null),
        variables.get(JWT_MAX_AGE).orElse(null),
        profile == Profile.PRODUCTION);
  }

  /// Reads the keys of back-ends. Without any, there is no service API.
  ///
  /// @throws ConfigurationException for the first key that is too weak for production
  static List<String> serviceKeys(Variables variables, Profile profile) {
    List<String> keys = variables.get(SERVICE_API_KEY);
    if (profile == Profile.PRODUCTION) {
      keys.stream()
          .filter(TokenVariables::isWeakKey)
          .findFirst()
          .ifPresent(
              key -> {
                throw SERVICE_API_KEY.refusal(key);
              });
    }
    return keys.isEmpty() && profile == Profile.DEVELOPMENT ? List.of(DEVELOPMENT_KEY) : keys;
  }

  private static void checkForProduction(List<String> secrets, Optional<String> jwks) {
    if (secrets.isEmpty() && jwks.isEmpty()) {
      throw new ConfigurationException(
          JWT_SECRET.name(),
          "",
          "set in production, or JWT_JWKS: there is no key to verify tokens with");
    }
    secrets.stream()
        .filter(TokenVariables::isWeak)
        .findFirst()
        .ifPresent(
            secret -> {
              throw JWT_SECRET.refusal(secret);
            });
  }

  // SAMPLES holds secrets of tokens too. They are public, and so are weak as keys of back-ends.
  private static boolean isWeakKey(String key) {
    return key.length() < MIN_KEY_CHARACTERS || SAMPLES.contains(key);
  }

  private static Duration age(String text) {
    Duration age = Duration.ofMillis(Long.parseLong(text));
    if (age.compareTo(LEAST_AGE) < 0 || age.compareTo(Revocations.KEPT) > 0) {
      throw new IllegalArgumentException();
    }
    return age;
  }

  private static boolean isWeak(String secret) {
    return SAMPLES.contains(secret)
        || secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES;
  }
}
