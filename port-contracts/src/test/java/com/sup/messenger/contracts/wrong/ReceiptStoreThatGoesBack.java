package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.message.MemoryReceiptStore;
import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.application.port.ReceiptStore.Device;
import com.sup.messenger.contracts.ReceiptStoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stores the last place that it receives, even if it is behind an earlier one.
final class ReceiptStoreThatGoesBack extends ReceiptStoreContract implements ReceiptStore {

  private final ReceiptStore right = new MemoryReceiptStore(InstantSource.system());
  private final Map<String, Long> read = new ConcurrentHashMap<>();

  @Override
  protected ReceiptStore receiptStore() {
    return this;
  }

  @Override
  public long read(ChatId chat, UserId user) {
    return read.getOrDefault(chat + " " + user, 0L);
  }

  @Override
  public OptionalLong advanceRead(ChatId chat, UserId user, long seq) {
    Long before = read.put(chat + " " + user, seq);
    return OptionalLong.of(before == null ? 0 : before);
  }

  @Override
  public OptionalLong delivered(ChatId chat, Device device) {
    return right.delivered(chat, device);
  }

  @Override
  public void begin(ChatId chat, Device device, long seq) {
    right.begin(chat, device, seq);
  }

  @Override
  public OptionalLong advanceDelivered(ChatId chat, Device device, long seq) {
    return right.advanceDelivered(chat, device, seq);
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    users.forEach(user -> read.remove(chat + " " + user));
    right.forget(chat, users);
  }
}
