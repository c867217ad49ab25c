package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.ChatId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way in which a connection begins.
public sealed interface Arrival {

  /// Returns the fencing token: the number of claims of the session.
  default long fence() {
    return 0;
  }

  /// Begins a new session.
  ///
  /// @param cursors for each chat that the client names, the place up to which it has the chat
  /// @param presence the presence that the client names
  record Fresh(Map<ChatId, Cursor> cursors, FirstPresence presence) implements Arrival {

    public Fresh {
      cursors = Map.copyOf(cursors);
    }

    /// Begins a session of a client that names no presence.
    public Fresh(Map<ChatId, Cursor> cursors) {
      this(cursors, FirstPresence.NONE);
    }
  }

  /// Continues a session of an earlier connection.
  sealed interface Continued extends Arrival {

    /// Returns the session as the earlier connection left it.
    Snapshot snapshot();

    @Override
    default long fence() {
      return snapshot().fence();
    }
  }

  /// The place up to which a client has a chat.
  ///
  /// @param seq the sequence number of the last message
  /// @param rev the revision of the chat; null if the client does not know it
  record Cursor(long seq, @Nullable Long rev) {}

  /// Continues a session that another instance has handed over. The client is not notified.
  record HandedOver(Snapshot snapshot) implements Continued {}

  /// Continues a session that has dropped.
  ///
  /// @param offset the offset of the last event that the client has received
  /// @param presence the presence that the client names; otherwise that of the session stays
  record Resumed(Snapshot snapshot, String offset, FirstPresence presence) implements Continued {

    /// Continues a session of a client that names no presence.
    public Resumed(Snapshot snapshot, String offset) {
      this(snapshot, offset, FirstPresence.NONE);
    }

    /// Returns the same arrival of a client that names a presence.
    public Resumed with(FirstPresence named) {
      return new Resumed(snapshot, offset, named);
    }

    /// Returns the last event that the client has received.
    public Snapshot.Sent received() {
      return snapshot.sentFrom(offset).getFirst();
    }
  }
}
