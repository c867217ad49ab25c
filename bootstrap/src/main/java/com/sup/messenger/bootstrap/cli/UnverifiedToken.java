package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The times and the algorithm that a token names (RFC 7519). Nothing of it is verified.
final class UnverifiedToken {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> TIMES =
      Map.of("iat", "was issued", "nbf", "begins", "exp", "ends");

  private final JsonNode head;
  private final JsonNode claims;

  private UnverifiedToken(JsonNode head, JsonNode claims) {
    this.head = head;
    this.claims = claims;
  }

  static UnverifiedToken of(String token) {
    String[] parts = token.split("\\.", -1);
    return parts.length == 3
        ? new UnverifiedToken(read(parts[0]), read(parts[1]))
        : new UnverifiedToken(MissingNode.getInstance(), MissingNode.getInstance());
  }

  private static JsonNode read(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException _) {
      return MissingNode.getInstance();
    }
  }

  /// Returns what the token says, compared with the clock of the service.
  List<String> lines(String now) {
    if (!claims.isObject()) {
      return List.of("It is no JSON Web Token of three parts.");
    }
    List<String> lines = new ArrayList<>();
    String algorithm = head.path("alg").asText();
    // A token may hold any text here.
    lines.add("It names " + (algorithm.matches("[A-Z]{2}\\d{3}") ? algorithm : "no algorithm"));
    Instant service = Instant.parse(now);
    for (String name : List.of("iat", "nbf", "exp")) {
      if (claims.path(name).isNumber()) {
        Instant time = Instant.ofEpochMilli((long) (claims.path(name).asDouble() * 1_000));
        lines.add("It %s %s".formatted(TIMES.get(name), compared(time, service)));
      } else {
        lines.add("It has no " + name);
      }
    }
    return lines;
  }

  private static String compared(Instant time, Instant service) {
    long seconds = Duration.between(service, time).toSeconds();
    return seconds > 0
        ? seconds + " s after the service's clock"
        : -seconds + " s before the service's clock";
  }
}
