package com.sup.messenger.contracts;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.TempId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values for the contracts; ids are new at every call, so that a store may be shared by many
/// tests.
public final class Samples {

  /// The time at which everything happens.
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private Samples() {}

  /// A chat that nothing knows yet.
  public static ChatId chat() {
    return new ChatId("chat-" + UUID.randomUUID());
  }

  /// A user whom nothing knows yet.
  public static UserId user() {
    return new UserId("user-" + UUID.randomUUID());
  }

  /// A profile with a name.
  public static Profile profile() {
    return new Profile(user(), "Ada", null);
  }

  /// A device that nothing knows yet.
  public static DeviceId device() {
    return new DeviceId("device-" + UUID.randomUUID());
  }

  /// The id of a connection that nothing knows yet.
  public static String connection() {
    return "connection-" + UUID.randomUUID();
  }

  /// An id for a message.
  public static MessageId messageId() {
    return new MessageId(UUID.randomUUID().toString());
  }

  /// A text, under the client's own name where one is given.
  public static Draft draft(ChatId chat, String content, @Nullable String tempId) {
    return new Draft(
        chat,
        new EncryptedContent(content),
        MessageType.TEXT,
        null,
        null,
        tempId == null ? null : new TempId(tempId));
  }
}
