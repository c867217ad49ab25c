package com.sup.messenger.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Issues tokens in development: `POST /dev/token {userId, deviceId?, username?, ttlSeconds?}`
/// returns `{token}`.
public final class DevelopmentTokenRoute implements HttpService {

  private final DevelopmentTokens tokens;

  public DevelopmentTokenRoute(DevelopmentTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/dev/token", this::issue);
  }

  private void issue(ServerRequest request, ServerResponse response) {
    try {
      String text = request.content().hasEntity() ? request.content().as(String.class) : "";
      JsonNode body = JsonText.MAPPER.readTree(text);
      String token = issue(body);
      JsonText.send(
          response, Status.OK_200, JsonText.MAPPER.createObjectNode().put("token", token));
    } catch (JsonProcessingException _) {
      JsonText.fail(response, Status.BAD_REQUEST_400, "INVALID_PAYLOAD", "body must be JSON");
    } catch (InvalidValueException e) {
      String message = String.valueOf(e.getMessage());
      JsonText.fail(response, Status.BAD_REQUEST_400, "INVALID_PAYLOAD", message);
    }
  }

  private String issue(JsonNode body) {
    JsonNode ttl = body.path("ttlSeconds");
    InvalidValueException.require(
        ttl.isMissingNode() || ttl.isIntegralNumber(), "ttlSeconds must be an integer");
    UserId user = field(body, "userId", UserId::new);
    if (user == null) {
      throw new InvalidValueException("userId must be a string");
    }
    return tokens.issue(
        user,
        field(body, "deviceId", DeviceId::new),
        field(body, "username", Function.identity()),
        ttl.isMissingNode() ? null : ttl.longValue());
  }

  private static <T> @Nullable T field(
      JsonNode body, String name, Function<String, T> constructor) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      InvalidValueException.require(value.isTextual(), "must be a string");
      return constructor.apply(value.textValue());
    } catch (InvalidValueException e) {
      throw new InvalidValueException(name + " " + e.getMessage());
    }
  }
}
