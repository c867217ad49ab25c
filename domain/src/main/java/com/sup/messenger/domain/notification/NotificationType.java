package com.sup.messenger.domain.notification;

/// What a notification is about.
public enum NotificationType {
  MENTION,
  REPLY,
  CALL_MISSED,
  CHAT_INVITE,
  CHAT_UPDATED,
  MESSAGE_REACTION,
  SYSTEM
}
