package com.sup.messenger.bootstrap.acme;

import com.sup.messenger.application.ServerEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.UserId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The newest entries, and every outbox that was made, for a test to look into.
public final class AcmePushOutbox implements PushOutbox {

  /// Those that were made, oldest first.
  public static final Queue<AcmePushOutbox> MADE = new ConcurrentLinkedQueue<>();

  private final int size;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private volatile boolean closed;

  /// An empty outbox for so many entries.
  public AcmePushOutbox(int size) {
    this.size = size;
    MADE.add(this);
  }

  @Override
  public synchronized void add(Set<UserId> users, ServerEvent event) {
    for (UserId user : users) {
      entries.add(new Entry(user, event));
      if (entries.size() > size) {
        entries.remove();
      }
    }
  }

  /// The entries that are kept, oldest first.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Whether the instance that used it is over.
  public boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
