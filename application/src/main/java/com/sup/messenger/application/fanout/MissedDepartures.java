package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent.ChatRemoved;
import com.sup.messenger.application.event.ServerEvent.RemovalReason;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatDirectory.DeviceChats;
import com.sup.messenger.domain.ChatId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Sends an arriving client the chats that its user has left while it was away.
///
/// A client names chats of which it knows something. Of these only former chats of the user are
/// sent: the answer to an invented id would tell if that chat exists.
final class MissedDepartures {

  private final ChatDirectory directory;

  MissedDepartures(ChatDirectory directory) {
    this.directory = directory;
  }

  /// Sends the departures that the device has missed, and those of the chats that the client names.
  ///
  /// @return the chats of the user
  Set<ChatId> tell(Connection connection, Set<ChatId> named) {
    DeviceChats chats = directory.chatsOf(connection.actor().receiver());
    Set<ChatId> gone = new HashSet<>(named);
    gone.retainAll(chats.former());
    gone.addAll(chats.missed());
    tell(connection, gone, List.of());
    return chats.current();
  }

  /// Sends the departures that the client of a session has missed.
  ///
  /// @return the chats of the user
  Set<ChatId> tell(Connection connection, Snapshot session) {
    DeviceChats chats = directory.chatsOf(connection.actor().receiver());
    Set<ChatId> gone = new HashSet<>(session.positions().keySet());
    gone.removeAll(chats.current());
    gone.addAll(chats.missed());
    tell(connection, gone, session.sent());
    return chats.current();
  }

  private void tell(Connection connection, Set<ChatId> gone, List<Snapshot.Sent> earlier) {
    Stream.concat(earlier.stream(), connection.sent().stream())
        .map(Snapshot.Sent::event)
        .forEach(
            event -> {
              if (event instanceof ChatRemoved removed) {
                gone.remove(removed.chatId());
              }
            });
    if (!gone.isEmpty()) {
      Map<ChatId, Integer> sizes = directory.sizes(gone);
      gone.forEach(
          chat -> connection.send(new ChatRemoved(chat, reason(sizes.getOrDefault(chat, 0)))));
    }
  }

  private static RemovalReason reason(int members) {
    return members == 0 ? RemovalReason.DELETED : RemovalReason.REMOVED;
  }
}
