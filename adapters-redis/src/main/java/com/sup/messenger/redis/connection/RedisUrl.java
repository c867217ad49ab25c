package com.sup.messenger.redis.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The address of Redis: `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
///
/// A comma-separated list names the nodes of a cluster.
///
/// @param nodes `scheme://host:port` each; several make a cluster
public record RedisUrl(
    List<String> nodes, @Nullable String user, @Nullable String password, int database) {

  /// The rule for a text, as the end of a sentence after "must be".
  public static final String ALLOWED =
      "redis://[user:password@]host[:port][/database], or rediss:// for TLS, or for a cluster a"
          + " comma-separated list of such with the same scheme, user and password and no database";

  private static final int DEFAULT_PORT = 6379;

  public RedisUrl {
    nodes = List.copyOf(nodes);
  }

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException if it is not allowed; the message quotes nothing of it
  public static RedisUrl parse(String text) {
    List<URI> uris = Stream.of(text.split(",", -1)).map(String::strip).map(RedisUrl::uri).toList();
    URI first = uris.getFirst();
    require(uris.stream().allMatch(uri -> credentials(uri).equals(credentials(first))));
    require(uris.stream().allMatch(uri -> uri.getScheme().equals(first.getScheme())));
    int database = database(first);
    require(uris.size() == 1 || database == 0);
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
      require("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
      require(uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null);
      require(credentials(uri).isEmpty() || credentials(uri).contains(":"));
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("must be " + ALLOWED);
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
    require(path.isEmpty() || path.matches("[0-9]{1,5}"));
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }

  boolean isCluster() {
    return nodes.size() > 1;
  }

  /// Leaves out user and password.
  @Override
  public String toString() {
    return String.join(",", nodes);
  }
}
