package com.sup.messenger.application.memory;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.NotificationBox.Kept;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Notifications in this process. At the bound over all users, all those of one user are dropped:
/// the user whose latest change is oldest. Notifications that were removed lately count too.
public final class MemoryNotificationStore implements NotificationStore {

  private final int maxNotifications;
  private final LinkedHashMap<UserId, NotificationBox> users = new LinkedHashMap<>();
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
    NotificationBox box = box(user, oldest);
    return new News(box.rev(), rev == 0 ? List.copyOf(box.pending().toList()) : box.since(rev));
  }

  private NotificationBox box(UserId user) {
    return users.getOrDefault(user, new NotificationBox());
  }

  private NotificationBox box(UserId user, Instant oldest) {
    NotificationBox box = box(user);
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
          return box.add(new Kept(notification, place), ++rev);
        });
  }

  private Map<UserId, Step> steps(Set<UserId> recipients, Function<NotificationBox, Step> step) {
    Map<UserId, Step> steps = new HashMap<>();
    for (UserId user : recipients) {
      Step made = step(user, step);
      if (!made.isEmpty()) {
        steps.put(user, made);
      }
    }
    return steps;
  }

  private Step step(UserId user, Function<NotificationBox, Step> step) {
    NotificationBox box = box(user);
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
    NotificationBox box = box(user, oldest);
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

  private Optional<NotificationBox> known(UserId user, NotificationId id, Instant oldest) {
    NotificationBox box = box(user, oldest);
    return box.contains(id) ? Optional.of(box) : Optional.empty();
  }

  private static Predicate<Kept> is(NotificationId id) {
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
    Predicate<Kept> which =
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
}
