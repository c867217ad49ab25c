package com.sup.messenger.http.console;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.util.List;

/// Serves the browser console at `/`, in development only.
///
/// Its pages run only their own scripts and connect only to this service.
public final class ConsoleRoute implements HttpService {

  private static final String FOLDER = "com/sup/messenger/http/console";

  // Content Security Policy Level 3. 'self' includes WebSockets to the same host.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<Header> HEADERS =
      List.of(
          HeaderValues.create(HeaderNames.create("Content-Security-Policy"), POLICY),
          HeaderValues.create(HeaderNames.create("X-Content-Type-Options"), "nosniff"),
          HeaderValues.create(HeaderNames.create("Referrer-Policy"), "no-referrer"),
          HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache"));

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", (_, response) -> response.reroute("/console/index.html"))
        .any("/console/*", ConsoleRoute::protect)
        .register("/console", files());
  }

  private static void protect(ServerRequest request, ServerResponse response) {
    HEADERS.forEach(response::header);
    response.next();
  }

  private static HttpService files() {
    return StaticContentFeature.createService(
        ClasspathHandlerConfig.builder()
            .location(FOLDER)
            .classLoader(ConsoleRoute.class.getClassLoader())
            .putContentType("html", MediaTypes.create("text/html; charset=utf-8"))
            .putContentType("css", MediaTypes.create("text/css; charset=utf-8"))
            .putContentType("js", MediaTypes.create("text/javascript; charset=utf-8"))
            .temporaryStorage(storage -> storage.enabled(false))
            .build());
  }
}
