package com.sup.messenger.application.port.bus;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;

/// Whom an event is for.
public sealed interface Topic {

  /// Every device of every member of a chat.
  record Chat(ChatId chatId) implements Topic {}

  /// The devices that look at a chat.
  record Viewers(ChatId chatId) implements Topic {}

  /// Every device of a user.
  record User(UserId userId) implements Topic {}

  /// An instance alone.
  record Instance(String id) implements Topic {}

  /// The devices that have subscribed to a user's presence.
  record Presence(UserId userId) implements Topic {}
}
