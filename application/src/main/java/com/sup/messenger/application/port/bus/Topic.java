package com.sup.messenger.application.port.bus;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;

/// An address on the bus.
public sealed interface Topic {

  /// Every device of every member of a chat.
  record Chat(ChatId chatId) implements Topic {}

  /// The connections that look at a chat.
  record Viewers(ChatId chatId) implements Topic {}

  /// Every device of a user.
  record User(UserId userId) implements Topic {}

  /// One instance.
  record Instance(String id) implements Topic {}

  /// The devices that have subscribed to a user's presence.
  record Presence(UserId userId) implements Topic {}
}
