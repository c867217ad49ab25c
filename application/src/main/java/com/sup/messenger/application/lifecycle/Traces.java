package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.CallId;
import java.util.Optional;

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

  /// Withdraws the traces of a connection that is gone.
  ///
  /// @return the call that waits for its return
  Optional<CallId> withdraw(ConnectionRegistry.Entry gone) {
    presences.exit(gone);
    viewing.leaveAll(gone);
    return callLegs.disconnected(gone);
  }
}
