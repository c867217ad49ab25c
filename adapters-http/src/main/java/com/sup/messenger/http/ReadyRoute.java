package com.sup.messenger.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BooleanSupplier;

/// Serves `GET /ready`: 200 if balancers should send clients to this instance, otherwise 503.
public final class ReadyRoute implements HttpService {

  private final BooleanSupplier ready;

  /// @param ready returns true if the instance accepts clients now; must not block
  public ReadyRoute(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/ready", this::ready).head("/ready", this::ready);
  }

  private void ready(ServerRequest request, ServerResponse response) {
    boolean now = ready.getAsBoolean();
    Status status = now ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
    JsonText.send(response, status, JsonText.MAPPER.createObjectNode().put("ready", now));
  }
}
