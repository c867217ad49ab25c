package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.ChatDirectoryContract;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Finds those who share a chat with a user by the others' memberships, and leaves out the user.
final class ChatDirectoryWithoutSelf extends ChatDirectoryContract {

  private final ChatDirectory right =
      MemoryPorts.create(InstantSource.fixed(Samples.NOW)).chatDirectory();
  private final ChatDirectory wrong =
      Faulty.like(right, ChatDirectory.class, "sharing", this::sharing);

  private Object sharing(Object[] arguments) {
    UserId user = (UserId) arguments[0];
    Set<UserId> others = new HashSet<>();
    ((Collection<?>) arguments[1]).forEach(other -> others.add((UserId) other));
    others.remove(user);
    return right.sharing(user, others);
  }

  @Override
  protected ChatDirectory directory() {
    return wrong;
  }
}
