package com.sup.messenger.http;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.json.text.ClientJson;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.function.Function;

/// A call of the service API: its path parameters and its body.
final class ApiCall {

  private final ServerRequest request;
  private final Map<String, String> parameters;

  /// @param parameters the values of the path parameters, by name
  ApiCall(ServerRequest request, Map<String, String> parameters) {
    this.request = request;
    this.parameters = parameters;
  }

  /// Returns the value of a path parameter.
  ///
  /// @throws InvalidValueException with the parameter's name, if the value is not valid
  <T> T parameter(String name, Function<String, T> constructor) {
    try {
      return constructor.apply(parameters.getOrDefault(name, ""));
    } catch (InvalidValueException e) {
      throw new InvalidValueException(name + " " + e.getMessage());
    }
  }

  /// Reads the body.
  ///
  /// @throws InvalidValueException if it is not a JSON object
  Fields body() {
    return new Fields(RequestBody.read(request));
  }

  /// Reads the body. Returns an empty object if the request has none.
  Fields bodyIfAny() {
    return request.content().hasEntity() ? body() : new Fields(ClientJson.EMPTY_OBJECT);
  }
}
