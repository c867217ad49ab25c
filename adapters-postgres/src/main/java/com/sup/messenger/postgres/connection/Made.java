package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.bus.Signal;
import org.jspecify.annotations.Nullable;

/// The outcome of a change.
///
/// @param result the answer to the caller
/// @param kept false if nothing has changed, so that the transaction is undone
/// @param rev the new revision of the chat
/// @param signal the news of the change; null if the caller publishes it, or nobody does
public record Made<T>(T result, boolean kept, long rev, @Nullable Signal signal) {

  /// Returns the outcome of work that has changed nothing.
  public static <T> Made<T> nothing(T result) {
    return new Made<>(result, false, 0, null);
  }

  /// Returns the outcome of a change that is not published here.
  public static <T> Made<T> quietly(T result) {
    return new Made<>(result, true, 0, null);
  }

  /// Returns the outcome of a change that is published.
  public static <T> Made<T> published(T result, long rev, Signal signal) {
    return new Made<>(result, true, rev, signal);
  }
}
