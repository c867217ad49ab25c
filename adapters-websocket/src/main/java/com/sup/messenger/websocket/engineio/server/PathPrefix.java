package com.sup.messenger.websocket.engineio.server;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;

/// Matches every path that begins with a prefix, but not the prefix without its last slash.
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
