package com.sup.messenger.listener;

import java.time.Duration;

/// The longest times of an HTTP connection. A connection that is late is cut.
///
/// @param head from the beginning of the connection to the end of the first head, TLS handshake
///     included
/// @param answer from the end of a request's head to the end of its answer
/// @param next from the end of an answer to the end of the next request's head
public record Deadlines(Duration head, Duration answer, Duration next) {

  /// 10 s, 30 s, and 75 s, because balancers keep a connection for 60 s.
  public static final Deadlines DEFAULT =
      new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75));
}
