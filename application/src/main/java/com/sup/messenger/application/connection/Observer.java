package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.call.EndReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Observes the use cases, to count their work. It is called by the threads that do the work, so it
/// must be quick, and must not throw.
public interface Observer {

  /// Ignores everything.
  Observer NONE = new Observer() {};

  /// Records the answer to a client's event.
  ///
  /// @param event one of [RateLimits#EVENTS], or `unknown`
  /// @param refusal the reason if it was refused, or null if it succeeded
  /// @param time the time from arrival to answer
  default void answered(String event, @Nullable Refusal refusal, Duration time) {}

  /// Records a refused handshake.
  default void refused(ConnectionRefusedException.Code code) {}

  /// Records the begin of a connection.
  default void arrived(Arrival arrival) {}

  /// Records the number of missed events that a connection was sent.
  default void replayed(long events) {}

  /// Records the end of a call.
  default void callEnded(EndReason reason) {}
}
