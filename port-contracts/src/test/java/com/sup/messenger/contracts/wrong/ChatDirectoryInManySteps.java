package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.ChatDirectoryContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/// Replaces the members of a chat one by one, without a lock.
final class ChatDirectoryInManySteps extends ChatDirectoryContract {

  private final ChatDirectory right =
      MemoryPorts.create(InstantSource.fixed(Samples.NOW)).chatDirectory();
  private final ChatDirectory wrong =
      Faulty.like(right, ChatDirectory.class, "replace", this::replace);

  private Object replace(Object[] arguments) {
    ChatId chat = (ChatId) arguments[0];
    Set<UserId> wanted = new HashSet<>();
    ((Set<?>) arguments[1]).forEach(user -> wanted.add((UserId) user));
    Set<UserId> removed = new HashSet<>(right.members(chat));
    removed.removeAll(wanted);
    Set<UserId> added = new HashSet<>(wanted);
    added.removeAll(right.members(chat));
    Pause.betweenTwoSteps();
    removed.forEach(user -> right.remove(chat, user));
    added.forEach(user -> right.add(chat, user, (Long) arguments[2]));
    return new ChatDirectory.Replacement(added, removed, right.revision(chat));
  }

  @Override
  protected ChatDirectory directory() {
    return wrong;
  }
}
