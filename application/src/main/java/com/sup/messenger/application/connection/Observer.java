package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.call.EndReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hears what the use cases do, to count it. Called by the threads that do it, so it must be quick,
/// and must not throw.
public interface Observer {

  /// Hears nothing.
  Observer NONE = new Observer() {};

  /// A client's event has been answered.
  ///
  /// @param event one of [RateLimits#EVENTS], or `unknown`
  /// @param refusal why it was refused, or null where it was done
  /// @param time from its arrival to the answer
  default void answered(String event, @Nullable Refusal refusal, Duration time) {}

  /// A handshake has been refused.
  default void refused(ConnectionRefusedException.Code code) {}

  /// A connection comes in.
  default void arrived(Arrival arrival) {}

  /// A connection has been sent so many events that it had missed.
  default void replayed(long events) {}

  /// A call is over.
  default void callEnded(EndReason reason) {}
}
