package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Notifications in this process. At the bound over all users, all those of one user are dropped:
/// the user whose latest change is oldest. Notifications that were removed lately count too.
public final class MemoryNotificationStore implements NotificationStore {

  private final int maxNotifications;
  private final LinkedHashMap<UserId, Box> users = new LinkedHashMap<>();
  private int notifications;

  /// The latest revision of all users. So no user has a revision twice, also after a drop.
  private long rev;

  public MemoryNotificationStore(int maxNotifications) {
    this.maxNotifications = maxNotifications;
  }

  @Override
  public synchronized Map<UserId, Long> revisions(Collection<UserId> asked) {
    Map<UserId, Long> revisions = new HashMap<>();
    asked.forEach(user -> revisions.put(user, box(user).rev()));
    return revisions;
  }

  @Override
  public synchronized News since(UserId user, long rev, Instant oldest) {
    Box box = box(user, oldest);
    return new News(box.rev(), rev == 0 ? List.copyOf(box.pending().toList()) : box.since(rev));
  }

  private Box box(UserId user) {
    return users.getOrDefault(user, new Box());
  }

  private Box box(UserId user, Instant oldest) {
    Box box = box(user);
    notifications -= box.size();
    box.dropOlderThan(oldest);
    notifications += box.size();
    return box;
  }

  @Override
  public synchronized Map<UserId, Step> add(
      Set<UserId> recipients, NotificationNew notification, long place) {
    Instant oldest = notification.timestamp().minus(Notice.KEPT);
    return steps(
        recipients,
        box -> {
          box.dropOlderThan(oldest);
          return box.add(new Box.Kept(notification, place), ++rev);
        });
  }

  private Map<UserId, Step> steps(Set<UserId> recipients, Function<Box, Step> step) {
    Map<UserId, Step> steps = new HashMap<>();
    for (UserId user : recipients) {
      Step made = step(user, step);
      if (!made.isEmpty()) {
        steps.put(user, made);
      }
    }
    return steps;
  }

  private Step step(UserId user, Function<Box, Step> step) {
    Box box = box(user);
    int before = box.size();
    Step made = step.apply(box);
    notifications += box.size() - before;
    if (!made.isEmpty()) {
      users.putLast(user, box);
      while (notifications > maxNotifications) {
        notifications -= users.pollFirstEntry().getValue().size();
      }
    }
    return made;
  }

  @Override
  public synchronized List<NotificationNew> pending(UserId user, Instant oldest) {
    Box box = box(user, oldest);
    return box.pending().toList();
  }

  @Override
  public synchronized Optional<Step> read(
      UserId user, NotificationId notification, Instant oldest) {
    return known(user, notification, oldest)
        .map(_ -> step(user, box -> box.read(is(notification), ++rev)));
  }

  @Override
  public synchronized Optional<Step> clear(
      UserId user, NotificationId notification, Instant oldest) {
    return known(user, notification, oldest)
        .map(_ -> step(user, box -> box.remove(is(notification), ++rev)));
  }

  private Optional<Box> known(UserId user, NotificationId id, Instant oldest) {
    Box box = box(user, oldest);
    return box.contains(id) ? Optional.of(box) : Optional.empty();
  }

  private static Predicate<Box.Kept> is(NotificationId id) {
    return kept -> kept.notification().id().equals(id);
  }

  @Override
  public synchronized Step clear(UserId user, Instant oldest) {
    box(user, oldest);
    return step(user, box -> box.remove(_ -> true, ++rev));
  }

  @Override
  public synchronized Step settle(UserId user, ChatId chat, long seq) {
    return step(user, box -> box.read(kept -> kept.isIn(chat) && kept.place() <= seq, ++rev));
  }

  @Override
  public synchronized Map<UserId, Step> withdraw(
      Set<UserId> recipients, ChatId chat, MessageId message, @Nullable UserId from) {
    Predicate<Box.Kept> which =
        kept ->
            kept.isIn(chat)
                && message.equals(kept.notification().messageId())
                && (from == null || from.equals(kept.notification().fromUserId()));
    return steps(recipients, box -> box.remove(which, ++rev));
  }

  @Override
  public synchronized Map<UserId, Step> forget(Set<UserId> recipients, ChatId chat) {
    return steps(recipients, box -> box.remove(kept -> kept.isIn(chat), ++rev));
  }

  /// The notifications of one user, and the revision of the last change of each. Its owner guards
  /// it.
  private static final class Box {

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
      while (changes.size() > MAX_CHANGES) {
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
}
