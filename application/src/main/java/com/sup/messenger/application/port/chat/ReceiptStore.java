package com.sup.messenger.application.port.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The receipts of each chat: how far each user has received and read it. A receipt only moves
/// forward.
///
/// A user's delivered receipt is the highest of the user's devices. The cursor of a device is kept
/// for [#KEPT] after its last move, and at most [#MAX_DEVICES] of a user in a chat. Above that,
/// devices that do not last are dropped first, then the device with the oldest move.
///
/// A drop loses no message. Each lasting device without a cursor has the lowest one that was
/// dropped of a lasting device. That holds until [#KEPT] after the last move of those dropped. So a
/// device that returns, or a new one, may be sent messages that it does not need.
///
/// A move of a user's receipt raises the revision of the chat by one, see [MessageLog].
public interface ReceiptStore {

  /// The least time for which a device's cursor is kept after its last move.
  Duration KEPT = Duration.ofDays(30);

  /// The most devices of a user whose cursors in a chat are kept one by one.
  int MAX_DEVICES = 32;

  /// A device of a user.
  ///
  /// @param lasting true if it may return under this id, since its client or its token gives the id
  record Device(UserId user, DeviceId id, boolean lasting) {}

  /// Returns the receipts of a user in a chat.
  Receipt of(ChatId chat, UserId user);

  /// Returns the receipts of a user in each of the chats. The cost of many chats is about that of a
  /// few.
  Map<ChatId, Receipt> of(UserId user, Collection<ChatId> chats);

  /// Returns the receipts that moved after a revision, the last moved first.
  ///
  /// @param max the most to return
  List<Revised<OfUser>> since(ChatId chat, long rev, int max);

  /// Returns a place up to which the device has received each of the chats; the device may have
  /// more. The cost of many chats is about that of a few.
  ///
  /// @return no entry for a chat that is new to the device
  Map<ChatId, Position> cursors(Device device, Collection<ChatId> chats);

  /// Returns the device's place in one chat, as [#cursors] does.
  default Optional<Position> cursor(ChatId chat, Device device) {
    return Optional.ofNullable(cursors(device, List.of(chat)).get(chat));
  }

  /// Gives a device its first cursor in a chat. Does nothing if it has one. The user's receipt
  /// stays.
  void begin(ChatId chat, Device device, Position position);

  /// Moves the device's cursor, and the user's receipts if they were behind. Publishes
  /// [Signal.ReceiptMoved] on [Topic.Chat] if a receipt of that kind moved. All of it is one step.
  ///
  /// The cursor has the later of each part of its place and the message's. A device knows its own
  /// move, so its cursor [passes][Position#passing] the revision of that. The receipts move as
  /// [Receipt#advance] says. If both move, only the read one is published.
  ///
  /// @param cause the connection that gets the acknowledgement instead of the event
  /// @return the user's receipts afterwards
  Receipt advance(Move move, Envelope.Origin cause);

  /// Deletes all receipts of a chat, when the chat is deleted.
  ///
  /// @param users users without receipts whose devices may have some
  void forget(ChatId chat, Set<UserId> users);

  /// The receipts of a named user.
  record OfUser(UserId user, Receipt receipt) {}

  /// A move of a device, and by it of its user.
  ///
  /// @param message the message that was received or read. Its revision is one up to which the
  /// device
  ///     knows everything, and at most the one that the message made
  /// @param read true if it was read
  record Move(ChatId chat, Device device, MessageLog.Reference message, boolean read, Instant at) {}
}
