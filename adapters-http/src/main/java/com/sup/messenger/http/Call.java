package com.sup.messenger.http;

import com.sup.messenger.domain.InvalidValueException;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.function.Function;

/// A call of a route.
final class Call {

  private final ServerRequest request;
  private final Map<String, String> parameters;

  /// @param parameters the values of the path
  Call(ServerRequest request, Map<String, String> parameters) {
    this.request = request;
    this.parameters = parameters;
  }

  /// A value of the path.
  ///
  /// @throws InvalidValueException naming it where it is none
  <T> T parameter(String name, Function<String, T> constructor) {
    try {
      return constructor.apply(parameters.getOrDefault(name, ""));
    } catch (InvalidValueException e) {
      throw new InvalidValueException(name + " " + e.getMessage());
    }
  }

  /// The body, which must be a JSON object.
  Fields body() {
    return new Fields(RequestBody.read(request));
  }

  /// The body, which may be missing.
  Fields bodyIfAny() {
    return request.content().hasEntity() ? body() : new Fields(Json.MAPPER.createObjectNode());
  }
}
