package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.session.Sessions;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a connection goes: what it was like is kept for who may come back, and the rest is ended.
public final class Exits {

  private final Attendance attendance;
  private final Fanout fanout;
  private final Sessions sessions;
  private final Typing typing;
  private final Presences presences;
  private final CallLegs callLegs;
  private final Figures figures;

  public Exits(
      Attendance attendance,
      Fanout fanout,
      Sessions sessions,
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

  /// As [ChatApplication#handOver] says.
  public void handOver(Connection connection) {
    close(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    typing.forget(connection);
    Map<ChatId, Long> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      call = callLegs.callOf(attendance.entry(connection));
    } finally {
      sessions.keep(connection, status, topics, positions, call.orElse(null));
    }
  }

  /// As [ChatApplication#disconnect] says.
  public void disconnect(Connection connection, boolean recoverable) {
    boolean wasOpen = close(connection);
    Roster.Entry gone = attendance.entry(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    Map<ChatId, Long> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      typing.leaveAll(connection);
      call = attendance.withdraw(gone);
    } finally {
      try {
        // Once let go of, it is kept as it was then.
        if (recoverable && wasOpen) {
          sessions.keep(connection, status, topics, positions, call.orElse(null));
        }
      } finally {
        sessions.forget(connection);
      }
    }
    // At last: while it is there, somebody will try again, and whoever claims the session waits.
    attendance.leave(gone);
  }

  /// False where the connection has been let go of before, by a hand-over that failed.
  private boolean close(Connection connection) {
    boolean wasOpen = attendance.close(connection);
    if (wasOpen) {
      figures.disconnected();
    }
    return wasOpen;
  }
}
