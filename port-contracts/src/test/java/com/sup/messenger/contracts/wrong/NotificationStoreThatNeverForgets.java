package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.MemoryNotificationStore;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.contracts.NotificationStoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Returns notifications that have expired.
final class NotificationStoreThatNeverForgets extends NotificationStoreContract
    implements NotificationStore {

  private final NotificationStore right = new MemoryNotificationStore(10_000);

  @Override
  protected NotificationStore box() {
    return this;
  }

  @Override
  public Map<UserId, Long> revisions(Collection<UserId> users) {
    return right.revisions(users);
  }

  @Override
  public News since(UserId user, long rev, Instant oldest) {
    return right.since(user, rev, Instant.EPOCH);
  }

  @Override
  public Map<UserId, Step> add(Set<UserId> users, NotificationNew notification, long place) {
    return right.add(users, notification, place);
  }

  @Override
  public List<NotificationNew> pending(UserId user, Instant oldest) {
    return right.pending(user, Instant.EPOCH);
  }

  @Override
  public Optional<Step> read(UserId user, NotificationId notification, Instant oldest) {
    return right.read(user, notification, Instant.EPOCH);
  }

  @Override
  public Optional<Step> clear(UserId user, NotificationId notification, Instant oldest) {
    return right.clear(user, notification, Instant.EPOCH);
  }

  @Override
  public Step clear(UserId user, Instant oldest) {
    return right.clear(user, Instant.EPOCH);
  }

  @Override
  public Step settle(UserId user, ChatId chat, long seq) {
    return right.settle(user, chat, seq);
  }

  @Override
  public Map<UserId, Step> withdraw(
      Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from) {
    return right.withdraw(users, chat, message, from);
  }

  @Override
  public Map<UserId, Step> forget(Set<UserId> users, ChatId chat) {
    return right.forget(users, chat);
  }
}
