package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryViewers;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.contracts.ViewersContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counts entries of a user, but not the connections that they came from.
final class ViewersThatOnlyCount extends ViewersContract implements Viewers {

  private final Viewers right = new MemoryViewers();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  @Override
  protected Viewers viewers() {
    return this;
  }

  @Override
  public boolean enter(ChatId chat, UserId user, String connectionId) {
    right.enter(chat, user, connectionId);
    return counts.merge(chat + " " + user, 1, Integer::sum) == 1;
  }

  @Override
  public boolean exit(ChatId chat, UserId user, String connectionId) {
    right.exit(chat, user, connectionId);
    return counts.merge(chat + " " + user, -1, Integer::sum) == 0;
  }

  @Override
  public Set<ChatId> lookedAtBy(UserId user, String connectionId) {
    return right.lookedAtBy(user, connectionId);
  }

  @Override
  public Set<UserId> of(ChatId chat) {
    return right.of(chat);
  }
}
