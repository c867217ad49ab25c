package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/// How far each chat has reached each user: places in its log that only move forward.
///
/// The user's delivered place is the furthest of the user's devices. A device's place is kept for
/// [#KEPT] from when it last moved, but no more than [#MAX_DEVICES] of a user in a chat. Past that,
/// places of devices that do not last go first, then the one that has not moved for longest.
///
/// No place is lost by that. The lowest of those that went, of devices that last, is the place of
/// each lasting device that has none: until [#KEPT] after the last of those moved. So a device that
/// comes back may be sent again what it has, and a new one more than it needs.
public interface Receipts {

  /// For how long a device's place is kept at least.
  Duration KEPT = Duration.ofDays(30);

  /// Of how many devices of a user the places in a chat are kept, each for itself.
  int MAX_DEVICES = 32;

  /// A device of a user.
  ///
  /// @param lasting whether it may come back under this id: its client or its token gives it
  record Device(UserId user, DeviceId id, boolean lasting) {}

  /// The place up to which the user has read the chat, 0 at first.
  long read(ChatId chat, UserId user);

  /// The place up to which the chat has reached the device, or one before that; empty for a device
  /// that is new to the chat.
  OptionalLong delivered(ChatId chat, Device device);

  /// Gives a device its first place; does nothing where it has one. The user's place stays.
  void begin(ChatId chat, Device device, long seq);

  /// Moves the device's place, and the user's where it was behind; the user's place before, or
  /// empty where that did not move.
  OptionalLong advanceDelivered(ChatId chat, Device device, long seq);

  /// Moves the user's read place; that place before, or empty where it did not move.
  OptionalLong advanceRead(ChatId chat, UserId user, long seq);

  /// Forgets all places in a chat that is deleted.
  ///
  /// @param users whose devices may have places though the users have none
  void forget(ChatId chat, Set<UserId> users);
}
