package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.session.SessionRecovery;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ends a connection. Keeps a snapshot of it for its client.
public final class Exits {

  private final RegistryReconciler attendance;
  private final Fanout fanout;
  private final SessionRecovery sessions;
  private final Typing typing;
  private final Presences presences;
  private final CallLegs callLegs;
  private final Figures figures;

  public Exits(
      RegistryReconciler attendance,
      Fanout fanout,
      SessionRecovery sessions,
      Typing typing,
      Presences presences,
      CallLegs callLegs,
      Figures figures) {
    this.attendance = attendance;
    this.fanout = fanout;
    this.sessions = sessions;
    this.typing = typing;
    this.presences = presences;
    this.callLegs = callLegs;
    this.figures = figures;
  }

  /// Closes a connection, as [ChatApplication#handOver] says.
  public void handOver(Connection connection) {
    close(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    typing.forget(connection);
    Map<ChatId, Position> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      call = callLegs.callOf(attendance.entry(connection));
    } finally {
      sessions.keep(connection, status, topics, positions, call.orElse(null));
    }
  }

  /// Closes a connection, as [ChatApplication#disconnect] says.
  public void disconnect(Connection connection, boolean recoverable) {
    boolean wasOpen = close(connection);
    ConnectionRegistry.Entry gone = attendance.entry(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    Map<ChatId, Position> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      typing.leaveAll(connection);
      call = attendance.withdraw(gone);
    } finally {
      try {
        // After a hand-over, the snapshot of that time stays.
        if (recoverable && wasOpen) {
          sessions.keep(connection, status, topics, positions, call.orElse(null));
        }
      } finally {
        sessions.forget(connection);
      }
    }
    // Last: while the entry exists, another attempt follows, and a claim of the session waits.
    attendance.leave(gone);
  }

  /// Removes the connection from the open ones.
  ///
  /// @return false if that was done before, by a failed hand-over
  private boolean close(Connection connection) {
    boolean wasOpen = attendance.close(connection);
    if (wasOpen) {
      figures.disconnected();
    }
    return wasOpen;
  }
}
