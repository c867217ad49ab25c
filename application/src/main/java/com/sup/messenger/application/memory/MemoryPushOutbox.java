package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.UserId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/// The newest entries for a push worker, in this process. At the bound, the oldest one is dropped.
public final class MemoryPushOutbox implements PushOutbox {

  private final int maxEntries;
  private final Queue<Entry> entries = new ArrayDeque<>();

  public MemoryPushOutbox(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  @Override
  public synchronized void add(Set<UserId> users, PushEvent event) {
    for (UserId user : users) {
      entries.add(new Entry(user, event));
      if (entries.size() > maxEntries) {
        entries.remove();
      }
    }
  }

  /// Returns the entries, oldest first.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
