package com.sup.messenger.application.event;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// News for the devices of a user that are away (contract, "Service API", its end). The components
/// of a record are the members of the event in the push outbox.
public sealed interface PushEvent {

  /// A message, for a user who has no device connected. It has no content: a deleted message must
  /// be nowhere, and a device that connects is sent the content.
  @EventName("message:new")
  record MessagePosted(PushedMessage message, Profile sender) implements PushEvent {

    /// Returns the event for a message.
    public static MessagePosted of(Message message, Profile sender) {
      return new MessagePosted(
          new PushedMessage(
              message.id(),
              message.chatId(),
              message.seq(),
              message.senderId(),
              message.messageType(),
              message.replyToId(),
              message.createdAt(),
              message.expiresAt()),
          sender);
    }
  }

  /// The parts of a message in a push.
  record PushedMessage(
      MessageId id,
      ChatId chatId,
      long seq,
      UserId senderId,
      MessageType messageType,
      @Nullable MessageId replyToId,
      Instant createdAt,
      @Nullable Instant expiresAt) {}

  /// A notification, for a user with or without connected devices.
  @EventName("notification:new")
  record Notified(
      NotificationId id,
      NotificationType type,
      String title,
      String message,
      OpaqueJson data,
      @Nullable UserId fromUserId,
      @Nullable ChatId chatId,
      @Nullable MessageId messageId,
      Priority priority,
      Instant timestamp)
      implements PushEvent {

    /// Returns the event for a notification.
    public static Notified of(NotificationNew notification) {
      return new Notified(
          notification.id(),
          notification.type(),
          notification.title(),
          notification.message(),
          notification.data(),
          notification.fromUserId(),
          notification.chatId(),
          notification.messageId(),
          notification.priority(),
          notification.timestamp());
    }
  }

  /// A call rings. The offer is too long for a push: a device that connects is sent it.
  ///
  /// @param expiresAt the end of the ringing; a push after it is of no use
  /// @param connectedDevices the devices of the user that ring already
  @EventName("call:incoming")
  record CallRings(
      CallId callId,
      UserId callerId,
      @Nullable String callerName,
      @Nullable String callerAvatar,
      CallType callType,
      @Nullable ChatId chatId,
      Instant expiresAt,
      List<DeviceId> connectedDevices)
      implements PushEvent {}

  /// A call no longer rings.
  @EventName("call:end")
  record RingingEnded(CallId callId, UserId callerId, Outcome outcome) implements PushEvent {}

  /// The outcome of a ringing call.
  enum Outcome {
    /// A device of the user answered.
    ANSWERED,
    /// The caller gave up, or a device of the user rejected the call.
    CANCELLED,
    /// Nobody answered in time, or the caller was lost.
    MISSED
  }

  /// The user has read a chat on a device. The others clear what they show of it.
  ///
  /// @param readSeq the sequence number up to which the chat is read
  /// @param unread the unread messages of the chat
  /// @param totalUnread the unread messages of all chats
  /// @param unreadChats the number of chats with unread messages
  @EventName("chat:read")
  record ChatRead(ChatId chatId, long readSeq, long unread, long totalUnread, long unreadChats)
      implements PushEvent {}
}
