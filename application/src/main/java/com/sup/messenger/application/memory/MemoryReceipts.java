package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Read cursors within the process; at most one a membership.
public final class MemoryReceipts implements Receipts {

  private record Key(ChatId chat, UserId user) {}

  private final Map<Key, Long> read = new ConcurrentHashMap<>();

  @Override
  public long read(ChatId chat, UserId user) {
    return read.getOrDefault(new Key(chat, user), 0L);
  }

  @Override
  public boolean advanceRead(ChatId chat, UserId user, long seq) {
    Key key = new Key(chat, user);
    long before = read(chat, user);
    while (seq > before) {
      if (before == 0 ? read.putIfAbsent(key, seq) == null : read.replace(key, before, seq)) {
        return true;
      }
      before = read(chat, user);
    }
    return false;
  }
}
