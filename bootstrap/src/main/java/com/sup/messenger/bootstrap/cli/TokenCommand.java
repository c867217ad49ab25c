package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Asks the service if it accepts a token, and says why not. Never prints the token.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Says why the service refuses a token. Reads the token from the standard input,",
      "as other users of the machine see arguments. Exit code 1 if it is refused."
    })
final class TokenCommand implements Callable<Integer> {

  private static final int MAX_BYTES = 16 * 1024;

  @Mixin private ApiOptions options = new ApiOptions();

  private final Terminal terminal;

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    String token = new String(terminal.in().readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    JsonNode judgement =
        options
            .api(terminal)
            .post("/api/tokens/check", JsonNodeFactory.instance.objectNode().put("token", token));
    if (options.json()) {
      terminal.print(judgement.toString());
    } else {
      terminal.print(verdict(judgement));
      UnverifiedToken.of(token).lines(judgement.path("now").asText()).forEach(terminal::print);
    }
    return judgement.path("verdict").asText().equals("accepted") ? 0 : 1;
  }

  private static String verdict(JsonNode judgement) {
    String user = judgement.path("userId").asText();
    String until = judgement.path("until").asText();
    return switch (judgement.path("verdict").asText()) {
      case "accepted" ->
          "Accepted, for user %s, device %s, until %s"
              .formatted(
                  user,
                  judgement.path("deviceId").asText("any"),
                  judgement.path("expiresAt").asText("no end"));
      case "expired" -> "Refused: it has expired";
      case "incomplete" -> "Refused: it names no user, or is no access token";
      case "revoked" ->
          "Refused: the tokens of user %s from before %s are revoked".formatted(user, until);
      case "paused" ->
          "Refused for now: user %s was over the limits, and has to wait until %s"
              .formatted(user, until);
      default -> "Refused: its signature, issuer, audience or times are wrong";
    };
  }
}
