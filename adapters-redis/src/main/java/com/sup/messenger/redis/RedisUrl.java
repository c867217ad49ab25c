package com.sup.messenger.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where Redis is: `redis://[user:password@]host[:port][/database]`, `rediss://` for TLS, or a
/// comma-separated list of such for the nodes of a cluster.
///
/// @param nodes `scheme://host:port` each; several make a cluster
record RedisUrl(
    List<String> nodes, @Nullable String user, @Nullable String password, int database) {

  private static final int DEFAULT_PORT = 6379;

  RedisUrl {
    nodes = List.copyOf(nodes);
  }

  /// @throws IllegalArgumentException that says what is allowed, and nothing of what was given
  static RedisUrl parse(String text) {
    List<URI> uris = Stream.of(text.split(",", -1)).map(String::strip).map(RedisUrl::uri).toList();
    URI first = uris.getFirst();
    for (URI other : uris) {
      require(
          credentials(first).equals(credentials(other))
              && first.getScheme().equals(other.getScheme()),
          "the nodes of a cluster must have the same scheme, user and password");
    }
    int database = database(first);
    require(uris.size() == 1 || database == 0, "a cluster must have no database but 0");
    String[] credentials = credentials(first).split(":", 2);
    boolean secured = credentials.length == 2;
    return new RedisUrl(
        uris.stream().map(RedisUrl::address).toList(),
        secured && !credentials[0].isEmpty() ? credentials[0] : null,
        secured && !credentials[1].isEmpty() ? credentials[1] : null,
        database);
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      require("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()), SHAPE);
      require(uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null, SHAPE);
      require(credentials(uri).isEmpty() || credentials(uri).contains(":"), SHAPE);
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("REDIS_URL: " + SHAPE);
    }
  }

  private static final String SHAPE =
      "must be redis://[user:password@]host[:port][/database], rediss://..., or a comma-separated"
          + " list of such";

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("REDIS_URL: " + rule);
    }
  }

  private static String credentials(URI uri) {
    return uri.getUserInfo() == null ? "" : uri.getUserInfo();
  }

  private static String address(URI uri) {
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + ":" + port;
  }

  private static int database(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    require(path.isEmpty() || path.matches("[0-9]{1,5}"), SHAPE);
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }

  boolean isCluster() {
    return nodes.size() > 1;
  }

  /// Hides user and password.
  @Override
  public String toString() {
    return String.join(",", nodes);
  }
}
