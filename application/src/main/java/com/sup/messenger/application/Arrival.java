package com.sup.messenger.application;

import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.ChatId;
import java.util.Map;

/// How a connection comes in.
public sealed interface Arrival {

  /// As a new session.
  ///
  /// @param cursors the places up to which the client has each chat, where it says so
  record Fresh(Map<ChatId, Long> cursors) implements Arrival {

    public Fresh {
      cursors = Map.copyOf(cursors);
    }
  }

  /// As one that another instance has handed over, without its client being told anything.
  record HandedOver(Snapshot snapshot) implements Arrival {}

  /// As one that has dropped.
  ///
  /// @param offset the last event that the client has received
  record Resumed(Snapshot snapshot, String offset) implements Arrival {

    /// The last event that the client has received.
    public Snapshot.Sent received() {
      return snapshot.sentFrom(offset).getFirst();
    }
  }
}
