package com.sup.messenger.domain.notification;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The content of a notification, before it has an id and a time of its own.
///
/// It names the user who acted and the act. It never holds message content, which is encrypted. In
/// the service's own notices, `data` holds the details that the text does not name.
///
/// @param title at most 256 characters
/// @param message at most 1,024 characters
/// @param data a JSON object of at most 4 KiB
/// @param from the user who caused it; null if no user did
public record Notice(
    NotificationType type,
    String title,
    String message,
    OpaqueJson data,
    @Nullable UserId from,
    @Nullable ChatId chatId,
    @Nullable MessageId messageId,
    Priority priority) {

  /// The number of notifications that are kept for a user. The oldest ones are dropped.
  public static final int MAX_KEPT = 100;

  /// The time for which a notification is kept.
  public static final Duration KEPT = Duration.ofDays(7);

  /// The greatest length of `data` in characters.
  public static final int MAX_DATA = 4 * 1024;

  public Notice {
    InvalidValueException.require(
        title.length() <= 256, "must have a title of at most 256 characters");
    InvalidValueException.require(
        message.length() <= 1024, "must have a message of at most 1024 characters");
    InvalidValueException.require(
        data.json().startsWith("{") && data.json().length() <= MAX_DATA,
        "must have an object of at most 4096 characters as data");
  }
}
