package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The viewers of chats, in this process. Its size is that of the open connections.
public final class MemoryViewers implements Viewers {

  private final Map<ChatId, Map<UserId, Set<String>>> chats = new HashMap<>();

  @Override
  public synchronized boolean enter(ChatId chat, UserId user, String connectionId) {
    Set<String> connections =
        chats
            .computeIfAbsent(chat, _ -> new HashMap<>())
            .computeIfAbsent(user, _ -> new HashSet<>());
    return connections.add(connectionId) && connections.size() == 1;
  }

  @Override
  public synchronized boolean exit(ChatId chat, UserId user, String connectionId) {
    Map<UserId, Set<String>> users = chats.getOrDefault(chat, Map.of());
    Set<String> connections = users.getOrDefault(user, Set.of());
    if (!connections.contains(connectionId)) {
      return false;
    }
    connections.remove(connectionId);
    if (!connections.isEmpty()) {
      return false;
    }
    users.remove(user);
    if (users.isEmpty()) {
      chats.remove(chat);
    }
    return true;
  }

  @Override
  public synchronized Set<ChatId> lookedAtBy(UserId user, String connectionId) {
    return chats.entrySet().stream()
        .filter(chat -> chat.getValue().getOrDefault(user, Set.of()).contains(connectionId))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized Set<UserId> of(ChatId chat) {
    return Set.copyOf(chats.getOrDefault(chat, Map.of()).keySet());
  }
}
