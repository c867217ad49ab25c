package com.sup.messenger.application.port.bus;

import com.sup.messenger.domain.UserId;
import org.jspecify.annotations.Nullable;

/// What the bus carries.
///
/// @param except the connection that caused it, which has the acknowledgement instead
public record Envelope(Topic topic, Signal signal, @Nullable Origin except) {

  /// A connection of a user, on whichever instance.
  ///
  /// Its id is that of the session, which a connection keeps that is recovered or handed over. Two
  /// tabs with one device id are two connections.
  public record Origin(UserId user, String connectionId) {}
}
