package com.sup.messenger.bootstrap.acme;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.UserId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Keeps the newest entries. Remembers each outbox, so that a test can inspect it.
public final class AcmePushOutbox implements PushOutbox {

  /// Every outbox that was made, oldest first.
  public static final Queue<AcmePushOutbox> MADE = new ConcurrentLinkedQueue<>();

  private final int size;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private volatile boolean closed;

  /// Makes an empty outbox.
  ///
  /// @param size the greatest number of entries that it keeps
  public AcmePushOutbox(int size) {
    this.size = size;
    MADE.add(this);
  }

  @Override
  public synchronized void add(Set<UserId> users, PushEvent event) {
    for (UserId user : users) {
      entries.add(new Entry(user, event));
      if (entries.size() > size) {
        entries.remove();
      }
    }
  }

  /// Returns the entries that it keeps, oldest first.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Returns true if the instance that used it has ended.
  public boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
