package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers.Reminder.PresenceLapse;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/// The traces of a connection in the stores of all instances: in its user's presence, among
/// viewers, in a call.
public final class Traces {

  private final Presences presences;
  private final Viewing viewing;
  private final CallLegs callLegs;

  public Traces(Presences presences, Viewing viewing, CallLegs callLegs) {
    this.presences = presences;
    this.viewing = viewing;
    this.callLegs = callLegs;
  }

  /// Leaves the traces again, after they were withdrawn from an open connection.
  void renew(Connection connection) {
    presences.reenter(connection);
    viewing.reenter(connection);
    callLegs.reenter(connection);
  }

  /// The traces of a connection that is gone.
  ///
  /// @param views the chats that it looked at
  /// @param call the call that it was in, which waits for its return
  record Left(Set<ChatId> views, Optional<CallId> call) {}

  /// Finds the traces of a connection that is gone. Changes nothing.
  Left find(ConnectionRegistry.Entry gone) {
    Future<Set<ChatId>> views = Concurrently.begin(() -> viewing.lookedAtBy(gone));
    Optional<CallId> call = Concurrently.with(List.of(views), () -> callLegs.callOf(gone));
    return new Left(views.resultNow(), call);
  }

  /// Withdraws the traces of a connection that is gone, from each store beside the others.
  ///
  /// @return the end of its user's presence, which has to be [set][Presences#lapseLater]
  Optional<PresenceLapse> withdraw(ConnectionRegistry.Entry gone, Left left) {
    Future<?> views = Concurrently.run(() -> viewing.leave(gone, left.views()));
    Future<?> call = Concurrently.run(() -> left.call().ifPresent(id -> callLegs.leave(gone, id)));
    return Concurrently.with(List.of(views, call), () -> presences.exit(gone));
  }

  /// Sets the end of a presence.
  void lapseLater(PresenceLapse lapse) {
    presences.lapseLater(lapse);
  }
}
