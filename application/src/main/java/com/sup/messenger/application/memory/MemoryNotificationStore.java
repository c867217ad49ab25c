package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Notifications in this process. At the bound over all users, all those of one user are dropped:
/// the user whose latest addition is oldest.
public final class MemoryNotificationStore implements NotificationStore {

  private final int maxNotifications;
  private final LinkedHashMap<UserId, LinkedHashMap<NotificationId, NotificationNew>> users =
      new LinkedHashMap<>();
  private int notifications;

  public MemoryNotificationStore(int maxNotifications) {
    this.maxNotifications = maxNotifications;
  }

  @Override
  public synchronized void add(Set<UserId> recipients, NotificationNew notification) {
    for (UserId user : recipients) {
      LinkedHashMap<NotificationId, NotificationNew> box =
          users.getOrDefault(user, new LinkedHashMap<>());
      notifications -= box.size();
      box.putIfAbsent(notification.id(), notification);
      if (box.size() > Notice.MAX_KEPT) {
        box.pollFirstEntry();
      }
      notifications += box.size();
      users.putLast(user, box);
      while (notifications > maxNotifications) {
        notifications -= users.pollFirstEntry().getValue().size();
      }
    }
  }

  @Override
  public synchronized List<NotificationNew> pending(UserId user, Instant oldest) {
    return box(user, oldest).values().stream().filter(n -> !n.read()).toList();
  }

  @Override
  public synchronized boolean read(UserId user, NotificationId notification, Instant oldest) {
    return box(user, oldest).computeIfPresent(notification, (_, n) -> n.asRead()) != null;
  }

  @Override
  public synchronized boolean clear(UserId user, NotificationId notification, Instant oldest) {
    Map<NotificationId, NotificationNew> box = box(user, oldest);
    boolean known = box.remove(notification) != null;
    notifications -= known ? 1 : 0;
    dropIfEmpty(user, box);
    return known;
  }

  @Override
  public synchronized int clear(UserId user, Instant oldest) {
    int cleared = box(user, oldest).size();
    notifications -= cleared;
    users.remove(user);
    return cleared;
  }

  private Map<NotificationId, NotificationNew> box(UserId user, Instant oldest) {
    Map<NotificationId, NotificationNew> box = users.get(user);
    if (box == null) {
      return new HashMap<>();
    }
    notifications -= box.size();
    box.values().removeIf(n -> n.timestamp().isBefore(oldest));
    notifications += box.size();
    dropIfEmpty(user, box);
    return box;
  }

  private void dropIfEmpty(UserId user, Map<NotificationId, NotificationNew> box) {
    if (box.isEmpty()) {
      users.remove(user);
    }
  }
}
