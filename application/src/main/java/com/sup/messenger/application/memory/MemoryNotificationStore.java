package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Notifications in this process. At the bound over all users, all those of one user are dropped:
/// the user whose latest addition is oldest.
public final class MemoryNotificationStore implements NotificationStore {

  private final int maxNotifications;
  private final LinkedHashMap<UserId, LinkedHashMap<NotificationId, Kept>> users =
      new LinkedHashMap<>();
  private int notifications;

  public MemoryNotificationStore(int maxNotifications) {
    this.maxNotifications = maxNotifications;
  }

  private record Kept(NotificationNew notification, long place) {

    boolean isIn(ChatId chat) {
      return chat.equals(notification.chatId());
    }

    Kept asRead() {
      return new Kept(notification.asRead(), place);
    }

    /// Returns a low number for one that goes early.
    int worth() {
      if (notification.read()) {
        return 0;
      }
      return notification.type() == NotificationType.MESSAGE_REACTION ? 1 : 2;
    }
  }

  @Override
  public synchronized void add(Set<UserId> recipients, NotificationNew notification, long place) {
    Instant oldest = notification.timestamp().minus(Notice.KEPT);
    for (UserId user : recipients) {
      LinkedHashMap<NotificationId, Kept> box = users.getOrDefault(user, new LinkedHashMap<>());
      notifications -= box.size();
      box.values().removeIf(kept -> kept.notification().timestamp().isBefore(oldest));
      box.putIfAbsent(notification.id(), new Kept(notification, place));
      if (box.size() > Notice.MAX_KEPT) {
        box.remove(firstToGo(box.values()));
      }
      notifications += box.size();
      users.putLast(user, box);
      while (notifications > maxNotifications) {
        notifications -= users.pollFirstEntry().getValue().size();
      }
    }
  }

  private static NotificationId firstToGo(Collection<Kept> box) {
    // Of those alike, the first one is the oldest.
    return box.stream().min(Comparator.comparingInt(Kept::worth)).orElseThrow().notification().id();
  }

  @Override
  public synchronized List<NotificationNew> pending(UserId user, Instant oldest) {
    return box(user, oldest).values().stream()
        .map(Kept::notification)
        .filter(notification -> !notification.read())
        .toList();
  }

  @Override
  public synchronized boolean read(UserId user, NotificationId notification, Instant oldest) {
    return box(user, oldest).computeIfPresent(notification, (_, kept) -> kept.asRead()) != null;
  }

  @Override
  public synchronized boolean clear(UserId user, NotificationId notification, Instant oldest) {
    Map<NotificationId, Kept> box = box(user, oldest);
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

  @Override
  public synchronized List<NotificationId> settle(UserId user, ChatId chat, long seq) {
    Map<NotificationId, Kept> box = box(user, Instant.MIN);
    List<NotificationId> covered =
        ids(box, kept -> kept.isIn(chat) && kept.place() <= seq && !kept.notification().read());
    covered.forEach(id -> box.computeIfPresent(id, (_, kept) -> kept.asRead()));
    return covered;
  }

  @Override
  public synchronized Map<UserId, List<NotificationId>> withdraw(
      Set<UserId> recipients, ChatId chat, MessageId message, @Nullable UserId from) {
    return remove(
        recipients,
        kept ->
            kept.isIn(chat)
                && message.equals(kept.notification().messageId())
                && (from == null || from.equals(kept.notification().fromUserId())));
  }

  @Override
  public synchronized Map<UserId, List<NotificationId>> forget(
      Set<UserId> recipients, ChatId chat) {
    return remove(recipients, kept -> kept.isIn(chat));
  }

  private Map<UserId, List<NotificationId>> remove(Set<UserId> recipients, Predicate<Kept> what) {
    Map<UserId, List<NotificationId>> removed = new HashMap<>();
    for (UserId user : recipients) {
      Map<NotificationId, Kept> box = box(user, Instant.MIN);
      List<NotificationId> ids = ids(box, what);
      ids.forEach(box::remove);
      notifications -= ids.size();
      dropIfEmpty(user, box);
      if (!ids.isEmpty()) {
        removed.put(user, ids);
      }
    }
    return removed;
  }

  private static List<NotificationId> ids(Map<NotificationId, Kept> box, Predicate<Kept> what) {
    return box.values().stream().filter(what).map(kept -> kept.notification().id()).toList();
  }

  private Map<NotificationId, Kept> box(UserId user, Instant oldest) {
    Map<NotificationId, Kept> box = users.get(user);
    if (box == null) {
      return new HashMap<>();
    }
    notifications -= box.size();
    box.values().removeIf(kept -> kept.notification().timestamp().isBefore(oldest));
    notifications += box.size();
    dropIfEmpty(user, box);
    return box;
  }

  private void dropIfEmpty(UserId user, Map<NotificationId, Kept> box) {
    if (box.isEmpty()) {
      users.remove(user);
    }
  }
}
