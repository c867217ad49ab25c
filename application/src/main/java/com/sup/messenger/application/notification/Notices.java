package com.sup.messenger.application.notification;

import com.sup.messenger.application.event.JsonObject;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes the service's own notices, in English.
final class Notices {

  /// The most characters of a name. A longer one is cut.
  private static final int MAX_NAME = 64;

  private Notices() {}

  /// Tells a user that a message mentions them in `metadata.mentions`.
  static Notice mention(Profile sender, Message message) {
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

  /// Tells a user that a message answers one of theirs.
  static Notice reply(Profile sender, Message message) {
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

  /// Tells a user that somebody reacted to a message of theirs.
  static Notice reaction(Profile by, ChatId chat, MessageId message, Reaction reaction) {
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

  /// Tells a user that a call was not answered.
  static Notice missedCall(Profile caller, CallId call, CallType type) {
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

  /// Tells a user that the settings or the members of a chat changed.
  ///
  /// @param by the user who changed it; null if a back-end named nobody
  static Notice chatUpdated(ChatId chat, @Nullable Profile by, ChatUpdateType what) {
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

  /// Tells a user of their new membership of a chat.
  ///
  /// @param by the user who added them; null if a back-end named nobody
  static Notice chatInvite(ChatId chat, @Nullable Profile by) {
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

  /// Returns the name of a user. A user without a name is shown by id.
  private static String name(Profile profile) {
    String name = profile.username() == null ? profile.id().value() : profile.username();
    int length = Math.min(MAX_NAME, name.codePointCount(0, name.length()));
    return name.substring(0, name.offsetByCodePoints(0, length));
  }
}
