package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.NotificationStore.Step;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The notifications of one user, and the revision of the last change of each. Its owner guards it.
final class NotificationBox {

  private final LinkedHashMap<NotificationId, Kept> kept = new LinkedHashMap<>();

  /// The revisions in their order. Those of removed notifications are among them.
  private final LinkedHashMap<NotificationId, Long> changes = new LinkedHashMap<>();

  private long rev;

  /// @param place the place in its chat up to which the user has to read
  record Kept(NotificationNew notification, long place) {

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

  /// Returns the number of notifications of which it knows a change.
  int size() {
    return changes.size();
  }

  long rev() {
    return rev;
  }

  void dropOlderThan(Instant oldest) {
    ids(each -> each.notification().timestamp().isBefore(oldest)).forEach(this::drop);
  }

  /// Removes a notification whose end is no change.
  private void drop(NotificationId id) {
    kept.remove(id);
    changes.remove(id);
  }

  boolean contains(NotificationId id) {
    return kept.containsKey(id);
  }

  Step add(Kept added, long next) {
    NotificationId id = added.notification().id();
    if (kept.putIfAbsent(id, added) != null) {
      return step(List.of(), next);
    }
    Step step = step(List.of(id), next);
    if (kept.size() > Notice.MAX_KEPT) {
      drop(firstToGo());
    }
    return step;
  }

  private NotificationId firstToGo() {
    // Of those alike, the first one is the oldest.
    return kept.values().stream()
        .min(Comparator.comparingInt(Kept::worth))
        .orElseThrow()
        .notification()
        .id();
  }

  Step read(Predicate<Kept> which, long next) {
    List<NotificationId> ids = ids(which.and(each -> !each.notification().read()));
    ids.forEach(id -> kept.computeIfPresent(id, (_, each) -> each.asRead()));
    return step(ids, next);
  }

  Step remove(Predicate<Kept> which, long next) {
    List<NotificationId> ids = ids(which);
    ids.forEach(kept::remove);
    return step(ids, next);
  }

  private List<NotificationId> ids(Predicate<Kept> which) {
    return kept.values().stream().filter(which).map(each -> each.notification().id()).toList();
  }

  private Step step(List<NotificationId> ids, long next) {
    long before = rev;
    if (!ids.isEmpty()) {
      rev = next;
      ids.forEach(id -> changes.putLast(id, next));
      forgetRemoved();
    }
    return new Step(before, rev, ids);
  }

  private void forgetRemoved() {
    var oldest = changes.keySet().iterator();
    while (changes.size() > NotificationStore.MAX_CHANGES) {
      if (!kept.containsKey(oldest.next())) {
        oldest.remove();
      }
    }
  }

  Stream<NotificationNew> pending() {
    return kept.values().stream().map(Kept::notification).filter(each -> !each.read());
  }

  /// Returns an event for each notification that has changed after a revision.
  List<ServerEvent> since(long after) {
    return changes.entrySet().stream()
        .filter(change -> change.getValue() > after)
        .map(change -> event(change.getKey()))
        .toList();
  }

  private ServerEvent event(NotificationId id) {
    Kept known = kept.get(id);
    if (known == null) {
      return new NotificationCleared(id);
    }
    return known.notification().read() ? new NotificationRead(id) : known.notification();
  }
}
