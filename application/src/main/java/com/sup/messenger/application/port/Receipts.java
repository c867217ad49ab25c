package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.util.OptionalLong;
import java.util.Set;

/// How far each chat has reached each user: places in its log that only move forward.
///
/// The user's delivered place is the furthest of the user's devices. A device's place is kept for
/// 30
/// days from when it last moved.
public interface Receipts {

  /// The place up to which the user has read the chat, 0 at first.
  long read(ChatId chat, UserId user);

  /// The place up to which the chat has reached the device; empty for a device that is new to the
  /// chat.
  OptionalLong delivered(ChatId chat, UserId user, DeviceId device);

  /// Gives a device its first place; does nothing where it has one. The user's place stays.
  void begin(ChatId chat, UserId user, DeviceId device, long seq);

  /// Moves the device's place, and the user's where it was behind; the user's place before, or
  /// empty where that did not move.
  OptionalLong advanceDelivered(ChatId chat, UserId user, DeviceId device, long seq);

  /// Moves the user's read place; that place before, or empty where it did not move.
  OptionalLong advanceRead(ChatId chat, UserId user, long seq);

  /// Forgets all places in a chat that is deleted.
  ///
  /// @param users whose devices may have places though the users have none
  void forget(ChatId chat, Set<UserId> users);
}
