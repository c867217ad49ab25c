package com.sup.messenger.websocket.engineio.server;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;

/// Matches every path that begins with a prefix, but not the prefix without its last slash.
///
/// A pattern of Helidon takes that one too. No upstream issue says so; `HttpTest` shows it
/// (`the_path_of_the_engine_needs_its_last_slash`).
record PathPrefix(String prefix) implements PathMatcher {

  boolean matches(UriPath path) {
    return path.path().startsWith(prefix);
  }

  @Override
  public PathMatchers.MatchResult match(UriPath path) {
    return matches(path) ? PathMatchers.any().match(path) : PathMatchers.MatchResult.notAccepted();
  }

  @Override
  public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
    return matches(path)
        ? PathMatchers.any().prefixMatch(path)
        : PathMatchers.PrefixMatchResult.notAccepted();
  }
}
