package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.domain.CallId;
import java.util.Optional;

/// What a connection leaves with others, on every instance: its user's presence, the chats that are
/// being looked at, its place in a call.
public final class Traces {

  private final Presences presences;
  private final Viewing viewing;
  private final CallLegs callLegs;

  public Traces(Presences presences, Viewing viewing, CallLegs callLegs) {
    this.presences = presences;
    this.viewing = viewing;
    this.callLegs = callLegs;
  }

  /// Leaves again what has been taken back while the connection stood.
  void renew(Connection connection) {
    presences.reenter(connection);
    viewing.reenter(connection);
    callLegs.reenter(connection);
  }

  /// Takes back what is left of a connection that is gone; the call that waits for its return.
  Optional<CallId> withdraw(Roster.Entry gone) {
    presences.exit(gone);
    viewing.leaveAll(gone);
    return callLegs.disconnected(gone);
  }
}
