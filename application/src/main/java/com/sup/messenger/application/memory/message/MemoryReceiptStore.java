package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Receipts in this process: one record for each membership, which is kept until the chat is
/// deleted.
public final class MemoryReceiptStore implements ReceiptStore {

  /// The receipts of a user in a chat.
  private static final class Places {
    private Receipt receipt = Receipt.NONE;
    private long rev;
    private final DeviceCursors devices = new DeviceCursors();
  }

  private final ChatRevisions revisions;
  private final InstantSource clock;
  private final Map<ChatId, Map<UserId, Places>> chats = new HashMap<>();

  /// Creates an empty store.
  ///
  /// @param clock the clock of the moves of cursors
  public MemoryReceiptStore(ChatRevisions revisions, InstantSource clock) {
    this.revisions = revisions;
    this.clock = clock;
  }

  private Places places(ChatId chat, UserId user) {
    return chats
        .computeIfAbsent(chat, _ -> new HashMap<>())
        .computeIfAbsent(user, _ -> new Places());
  }

  private @Nullable Places known(ChatId chat, UserId user) {
    return chats.getOrDefault(chat, Map.of()).get(user);
  }

  @Override
  public synchronized Receipt of(ChatId chat, UserId user) {
    Places known = known(chat, user);
    return known == null ? Receipt.NONE : known.receipt;
  }

  @Override
  public synchronized Map<ChatId, Receipt> of(UserId user, Collection<ChatId> chats) {
    Map<ChatId, Receipt> all = new HashMap<>();
    chats.forEach(chat -> all.put(chat, of(chat, user)));
    return all;
  }

  @Override
  public synchronized List<Revised<OfUser>> since(ChatId chat, long rev, int max) {
    return chats.getOrDefault(chat, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().rev > rev)
        .map(
            entry ->
                new Revised<>(
                    entry.getValue().rev, new OfUser(entry.getKey(), entry.getValue().receipt)))
        .sorted(Comparator.comparingLong((Revised<OfUser> of) -> of.rev()).reversed())
        .limit(max)
        .toList();
  }

  @Override
  public synchronized Map<ChatId, Position> cursors(Device device, Collection<ChatId> chats) {
    Map<ChatId, Position> cursors = new HashMap<>();
    for (ChatId chat : chats) {
      Places known = known(chat, device.user());
      if (known != null) {
        known.devices.place(device, clock.instant()).ifPresent(place -> cursors.put(chat, place));
      }
    }
    return cursors;
  }

  @Override
  public synchronized void begin(ChatId chat, Device device, Position position) {
    places(chat, device.user()).devices.begin(device, position, clock.instant());
  }

  @Override
  public Receipt advance(Move move, Envelope.Origin cause) {
    // Most moves of a device change nothing else, so they need no revision.
    if (moveDevice(move)) {
      revisions.publish(move.chat(), cause, rev -> moveUser(move, rev));
    }
    return of(move.chat(), move.device().user());
  }

  private synchronized boolean moveDevice(Move move) {
    Places places = places(move.chat(), move.device().user());
    places.devices.advance(move.device(), move.message().position(), clock.instant());
    return !moved(places.receipt, move).equals(places.receipt);
  }

  private static Receipt moved(Receipt receipt, Move move) {
    return receipt.advance(move.message().seq(), move.read(), move.at());
  }

  private synchronized @Nullable Signal moveUser(Move move, long rev) {
    UserId user = move.device().user();
    Places places = places(move.chat(), user);
    Receipt known = places.receipt;
    places.receipt = moved(known, move);
    if (places.receipt.equals(known)) {
      return null;
    }
    places.rev = rev;
    places.devices.made(move.device(), rev);
    Reference message = move.message();
    return new Signal.ReceiptMoved(
        user, message.id(), known.place(move.read()), message.seq(), move.read(), move.at());
  }

  @Override
  public synchronized void forget(ChatId chat, Set<UserId> users) {
    chats.remove(chat);
  }
}
