package com.sup.messenger.application.port.bus;

import com.sup.messenger.domain.UserId;
import org.jspecify.annotations.Nullable;

/// A signal on the bus, with its topic.
///
/// @param except the connection that caused the signal, which gets the acknowledgement instead;
///     null if none did
/// @param rev the revision of the topic's chat that the change made; 0 if the signal is no change
/// of
///     a chat. The envelopes of a chat have each revision once
public record Envelope(Topic topic, Signal signal, @Nullable Origin except, long rev) {

  /// Makes an envelope that is no change of a chat.
  public Envelope(Topic topic, Signal signal, @Nullable Origin except) {
    this(topic, signal, except, 0);
  }

  /// A connection of a user, on any instance.
  ///
  /// Its id is that of the session: a connection keeps it when it is recovered or handed over. Two
  /// tabs with one device id are two connections.
  public record Origin(UserId user, String connectionId) {}
}
