package com.sup.messenger.domain.notification;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.JsonObject;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user is to be told, before it is a notification with an id and a time of its own.
///
/// Says who did what, never what was written: the content is encrypted. Of the service's own
/// notices, `data` holds what the words leave out.
///
/// @param title at most 256 characters
/// @param message at most 1,024 characters
/// @param data a JSON object of at most 4 KiB
/// @param from who caused it
public record Notice(
    NotificationType type,
    String title,
    String message,
    OpaqueJson data,
    @Nullable UserId from,
    @Nullable ChatId chatId,
    @Nullable MessageId messageId,
    Priority priority) {

  /// The newest so many notifications of a user are kept.
  public static final int MAX_KEPT = 100;

  /// How long a notification is kept.
  public static final Duration KEPT = Duration.ofDays(7);

  /// The bound of `data` in characters.
  public static final int MAX_DATA = 4 * 1024;

  private static final int MAX_NAME = 64;

  public Notice {
    InvalidValueException.require(
        title.length() <= 256, "must have a title of at most 256 characters");
    InvalidValueException.require(
        message.length() <= 1024, "must have a message of at most 1024 characters");
    InvalidValueException.require(
        data.json().startsWith("{") && data.json().length() <= MAX_DATA,
        "must have an object of at most 4096 characters as data");
  }

  /// `metadata.mentions` of a message names the user.
  public static Notice mention(Profile sender, Message message) {
    return new Notice(
        NotificationType.MENTION,
        "New mention",
        name(sender) + " mentioned you",
        new JsonObject().with("messageType", message.messageType()).json(),
        sender.id(),
        message.chatId(),
        message.id(),
        Priority.HIGH);
  }

  /// A message answers one of the user's.
  public static Notice reply(Profile sender, Message message) {
    return new Notice(
        NotificationType.REPLY,
        "New reply",
        name(sender) + " replied to your message",
        new JsonObject().with("messageType", message.messageType()).json(),
        sender.id(),
        message.chatId(),
        message.id(),
        Priority.NORMAL);
  }

  /// Somebody reacts to a message of the user's.
  public static Notice reaction(Profile by, ChatId chat, MessageId message, Reaction reaction) {
    return new Notice(
        NotificationType.MESSAGE_REACTION,
        "New reaction",
        name(by) + " reacted to your message",
        new JsonObject().with("reaction", reaction.value()).json(),
        by.id(),
        chat,
        message,
        Priority.LOW);
  }

  /// A call rang and was not taken.
  public static Notice missedCall(Profile caller, CallId call, CallType type) {
    return new Notice(
        NotificationType.CALL_MISSED,
        "Missed call",
        "You missed "
            + (type == CallType.VIDEO ? "a video" : "an audio")
            + " call from "
            + name(caller),
        new JsonObject().with("callId", call.value()).with("callType", type).json(),
        caller.id(),
        null,
        null,
        Priority.HIGH);
  }

  /// A chat's settings or members changed.
  ///
  /// @param by who changed it; nobody where a back-end did of its own accord
  public static Notice chatUpdated(ChatId chat, @Nullable Profile by, ChatUpdateType what) {
    String field = what.name().toLowerCase(Locale.ROOT);
    return new Notice(
        NotificationType.CHAT_UPDATED,
        "Chat updated",
        by == null
            ? "The " + field + " of a chat changed"
            : name(by) + " changed the " + field + " of a chat",
        new JsonObject().with("updateType", what).json(),
        by == null ? null : by.id(),
        chat,
        null,
        Priority.LOW);
  }

  /// The user has become a member of a chat.
  ///
  /// @param by who brought the user in; nobody where a back-end did of its own accord
  public static Notice chatInvite(ChatId chat, @Nullable Profile by) {
    return new Notice(
        NotificationType.CHAT_INVITE,
        "New chat",
        by == null ? "You were added to a chat" : name(by) + " added you to a chat",
        new JsonObject().json(),
        by == null ? null : by.id(),
        chat,
        null,
        Priority.NORMAL);
  }

  /// A user whom a back-end names has no name here, and is shown by its id.
  private static String name(Profile profile) {
    String name = profile.username() == null ? profile.id().value() : profile.username();
    int length = Math.min(MAX_NAME, name.codePointCount(0, name.length()));
    return name.substring(0, name.offsetByCodePoints(0, length));
  }
}
