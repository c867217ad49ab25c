package com.sup.messenger.application.admin;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds if a message is stored, and which members have received and read it.
public final class Deliveries {

  /// The most members that an answer names. Each costs some calls of the store.
  private static final int MAX_RECEIVERS = 100;

  private final Ports ports;

  public Deliveries(Ports ports) {
    this.ports = ports;
  }

  Operations.Delivered of(ChatId chat, long seq) {
    Set<UserId> members = ports.chatDirectory().members(chat);
    if (members.isEmpty()) {
      throw new RefusedException(Refusal.CHAT_NOT_FOUND, "Chat not found");
    }
    ChatMessage message = message(chat, seq);
    List<UserId> others =
        members.stream()
            .filter(user -> !user.equals(message.senderId()))
            .sorted(Comparator.comparing(UserId::value))
            .toList();
    return new Operations.Delivered(
        chat,
        seq,
        message.id(),
        message.senderId(),
        message.createdAt(),
        message instanceof DeletedMessage,
        others.stream().limit(MAX_RECEIVERS).map(user -> receiver(chat, seq, user)).toList(),
        others.size() > MAX_RECEIVERS);
  }

  private ChatMessage message(ChatId chat, long seq) {
    MessageLog log = ports.messageLog();
    return log.after(chat, seq - 1, 1, 1).entries().stream()
        .map(posted -> posted.message())
        .filter(found -> found.seq() == seq)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.MESSAGE_NOT_FOUND,
                    "The log has no entry " + seq + ": its newest is " + log.head(chat)));
  }

  private Operations.Receiver receiver(ChatId chat, long seq, UserId user) {
    Receipt receipt = ports.receiptStore().of(chat, user);
    boolean visible =
        ports
            .chatDirectory()
            .membership(chat, user)
            .map(Membership::visibleAfter)
            .filter(after -> after < seq)
            .isPresent();
    return new Operations.Receiver(
        user, visible, receipt.delivered() >= seq, receipt.read() >= seq, devices(chat, seq, user));
  }

  private Map<DeviceId, Boolean> devices(ChatId chat, long seq, UserId user) {
    Map<DeviceId, Boolean> devices = new TreeMap<>(Comparator.comparing(DeviceId::value));
    for (ConnectionRegistry.Entry entry : ports.connectionRegistry().of(user)) {
      devices.computeIfAbsent(
          entry.device(),
          id ->
              ports
                  .receiptStore()
                  .cursor(chat, UserCursors.device(user, id))
                  .map(Position::seq)
                  .filter(place -> place >= seq)
                  .isPresent());
    }
    return devices;
  }
}
