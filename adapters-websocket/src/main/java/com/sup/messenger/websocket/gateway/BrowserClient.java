package com.sup.messenger.websocket.gateway;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The official `socket.io-client` for browsers, at the paths where Socket.IO servers serve it.
/// Answers 404 if the build had no npm to get it from.
///
/// The bundle for MessagePack is not served, because the service does not speak it.
///
/// The static content of Helidon makes an entity tag of the time of a file, and compares
/// `If-None-Match` as one text. It waits for helidon-io/helidon 8911, "Add support for ETags".
/// `HttpTest` shows the second one (`the_browser_client_is_served_and_revalidated`).
public final class BrowserClient implements HttpService {

  private static final List<String> NAMES =
      List.of(
          "socket.io.js",
          "socket.io.min.js",
          "socket.io.esm.min.js",
          "socket.io.js.map",
          "socket.io.min.js.map",
          "socket.io.esm.min.js.map");
  private static final HeaderName SOURCE_MAP = HeaderNames.create("SourceMap");

  private static final class Bundle {
    private final String name;
    private final byte[] content;
    private final String entityTag;

    Bundle(String name, byte[] content, String entityTag) {
      this.name = name;
      this.content = content;
      this.entityTag = entityTag;
    }

    /// Returns true if one of the tags names the file. Weak validators count too (RFC 9110, section
    /// 13.1.2).
    boolean isNamedBy(String tags) {
      return tags.contains(entityTag) || tags.strip().equals("*");
    }

    String contentType() {
      return name.endsWith(".map")
          ? "application/json; charset=utf-8"
          : "application/javascript; charset=utf-8";
    }
  }

  private final String path;

  /// Makes a route for the files.
  ///
  /// @param path the path of the engine, with a slash at both ends
  public BrowserClient(String path) {
    this.path = path;
  }

  @Override
  public void routing(HttpRules rules) {
    NAMES.stream()
        .flatMap(name -> load(name).stream())
        .forEach(
            bundle -> {
              Handler handler = (request, response) -> send(bundle, request, response);
              rules.get(path + bundle.name, handler).head(path + bundle.name, handler);
            });
  }

  private static void send(Bundle bundle, ServerRequest request, ServerResponse response) {
    response
        // Pages of any origin may load it, as a module too (Fetch standard, section 3.2).
        .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(HeaderNames.ETAG, bundle.entityTag)
        .header(HeaderNames.CACHE_CONTROL, "public, max-age=0");
    if (request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).stream()
        .anyMatch(bundle::isNamedBy)) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    if (!bundle.name.endsWith(".map")) {
      response.header(SOURCE_MAP, bundle.name + ".map");
    }
    response.header(HeaderNames.CONTENT_TYPE, bundle.contentType()).send(bundle.content);
  }

  private static Optional<Bundle> load(String name) {
    try (InputStream in =
        BrowserClient.class.getResourceAsStream("/com/sup/messenger/websocket/client/" + name)) {
      return in == null ? Optional.empty() : Optional.of(bundle(name, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bundle bundle(String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Bundle(name, content, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
