package com.sup.messenger.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Serves the browser console at `/`, in development only.
///
/// Its pages run only their own scripts and connect only to this service.
public final class ConsoleRoute implements HttpService {

  private static final String INDEX = "index.html";
  private static final List<String> PARTS =
      List.of(
          "console.css",
          "icon.svg",
          "call.js",
          "chat.js",
          "chats.js",
          "console.js",
          "dom.js",
          "emit.js",
          "link.js",
          "log.js",
          "people.js",
          "view.js");

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
    serve(rules, "/", INDEX);
    PARTS.forEach(name -> serve(rules, "/console/" + name, name));
  }

  private static void serve(HttpRules rules, String path, String name) {
    byte[] content = load(name);
    Header type = HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType(name));
    rules.get(path, (_, response) -> send(response, type, content));
  }

  private static void send(ServerResponse response, Header type, byte[] content) {
    HEADERS.forEach(response::header);
    response.header(type).send(content);
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static byte[] load(String name) {
    try (InputStream in = ConsoleRoute.class.getResourceAsStream("console/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The build left out console/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
