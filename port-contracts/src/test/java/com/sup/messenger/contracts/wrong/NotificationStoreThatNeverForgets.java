package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.MemoryNotificationStore;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.contracts.NotificationStoreContract;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Returns notifications that have expired.
final class NotificationStoreThatNeverForgets extends NotificationStoreContract
    implements NotificationStore {

  private final NotificationStore right = new MemoryNotificationStore(10_000);

  @Override
  protected NotificationStore box() {
    return this;
  }

  @Override
  public void add(Set<UserId> users, NotificationNew notification) {
    right.add(users, notification);
  }

  @Override
  public List<NotificationNew> pending(UserId user, Instant oldest) {
    return right.pending(user, Instant.EPOCH);
  }

  @Override
  public boolean read(UserId user, NotificationId notification, Instant oldest) {
    return right.read(user, notification, Instant.EPOCH);
  }

  @Override
  public boolean clear(UserId user, NotificationId notification, Instant oldest) {
    return right.clear(user, notification, Instant.EPOCH);
  }

  @Override
  public int clear(UserId user, Instant oldest) {
    return right.clear(user, Instant.EPOCH);
  }
}
