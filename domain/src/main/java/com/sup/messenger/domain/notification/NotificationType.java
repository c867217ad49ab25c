package com.sup.messenger.domain.notification;

/// The subject of a notification.
public enum NotificationType {
  MENTION,
  REPLY,
  CALL_MISSED,
  CHAT_INVITE,
  CHAT_UPDATED,
  MESSAGE_REACTION,
  SYSTEM
}
