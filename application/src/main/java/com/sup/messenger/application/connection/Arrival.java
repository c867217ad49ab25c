package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.ChatId;
import java.util.Map;

/// How a connection comes in.
public sealed interface Arrival {

  /// How often the session has been claimed.
  long fence();

  /// As a new session.
  ///
  /// @param cursors the places up to which the client has each chat, where it says so
  record Fresh(Map<ChatId, Long> cursors) implements Arrival {

    public Fresh {
      cursors = Map.copyOf(cursors);
    }

    @Override
    public long fence() {
      return 0;
    }
  }

  /// As one that another instance has handed over, without its client being told anything.
  record HandedOver(Snapshot snapshot) implements Arrival {

    @Override
    public long fence() {
      return snapshot.fence();
    }
  }

  /// As one that has dropped.
  ///
  /// @param offset the last event that the client has received
  record Resumed(Snapshot snapshot, String offset) implements Arrival {

    @Override
    public long fence() {
      return snapshot.fence();
    }

    /// The last event that the client has received.
    public Snapshot.Sent received() {
      return snapshot.sentFrom(offset).getFirst();
    }
  }
}
