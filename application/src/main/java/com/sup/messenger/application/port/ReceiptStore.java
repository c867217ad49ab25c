package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/// The receipts of each chat: how far each user has received and read it. A receipt only moves
/// forward.
///
/// A user's delivered receipt is the highest of the user's devices. The receipt of a device is kept
/// for [#KEPT] after its last move, and at most [#MAX_DEVICES] of a user in a chat. Above that,
/// devices that do not last are dropped first, then the device with the oldest move.
///
/// A drop loses no message. Each lasting device without a receipt has the lowest one that was
/// dropped of a lasting device. That holds until [#KEPT] after the last move of those dropped. So a
/// device that returns, or a new one, may be sent messages that it does not need.
public interface ReceiptStore {

  /// The least time for which a device's receipt is kept after its last move.
  Duration KEPT = Duration.ofDays(30);

  /// The most devices of a user whose receipts in a chat are kept one by one.
  int MAX_DEVICES = 32;

  /// A device of a user.
  ///
  /// @param lasting true if it may return under this id, since its client or its token gives the id
  record Device(UserId user, DeviceId id, boolean lasting) {}

  /// Returns the sequence number up to which the user has read the chat, 0 at first.
  long read(ChatId chat, UserId user);

  /// Returns a sequence number up to which the device has received the chat; the device may have
  /// more.
  ///
  /// @return empty for a device that is new to the chat
  OptionalLong delivered(ChatId chat, Device device);

  /// Gives a device its first receipt in a chat. Does nothing if it has one. The user's receipt
  /// stays.
  void begin(ChatId chat, Device device, long seq);

  /// Advances the device's delivered receipt, and the user's if that was behind.
  ///
  /// @return the user's receipt before; empty if it did not move
  OptionalLong advanceDelivered(ChatId chat, Device device, long seq);

  /// Advances the user's read receipt.
  ///
  /// @return the receipt before; empty if it did not move
  OptionalLong advanceRead(ChatId chat, UserId user, long seq);

  /// Deletes all receipts of a chat, when the chat is deleted.
  ///
  /// @param users users without receipts whose devices may have some
  void forget(ChatId chat, Set<UserId> users);
}
