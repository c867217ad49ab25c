package com.sup.messenger.websocket.gateway;

import com.sup.messenger.websocket.engineio.EngineGate;
import com.sup.messenger.websocket.engineio.EngineRequest;
import java.util.Optional;
import java.util.Set;

/// Lets only pages of the allowed origins open a session, on both transports: a page elsewhere must
/// not act with the user's cookies or token. What is no browser sends no Origin and is let in.
///
/// @param allowed origins as browsers send them (`https://host[:port]`)
public record OriginGate(Set<String> allowed) implements EngineGate {

  public OriginGate {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public Optional<String> refusal(EngineRequest request) {
    return request.header("origin").filter(o -> !allowed.contains(o)).map(_ -> "Forbidden");
  }
}
