package com.sup.messenger.websocket.gateway;

import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineGate;
import com.sup.messenger.websocket.engineio.EngineRequest;
import java.util.Optional;

/// Lets only pages of the [allowed][Cors#allows] origins open a session, on both transports. A page
/// elsewhere must not act with the user's cookies or token. A client that is no browser may send no
/// Origin, and is admitted.
public record OriginGate(Cors cors) implements EngineGate {

  @Override
  public Optional<String> refusal(EngineRequest request) {
    String origin = request.header("origin").orElse(null);
    return cors.allows(origin, request.header("host").orElse(null))
        ? Optional.empty()
        : Optional.of("Forbidden");
  }
}
