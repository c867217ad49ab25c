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

/// Makes values for the contracts. Ids are new at every call, so that many tests may share a store.
public final class Samples {

  /// The time of everything that happens in the contracts.
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private Samples() {}

  /// Returns a new chat.
  public static ChatId chat() {
    return new ChatId("chat-" + UUID.randomUUID());
  }

  /// Returns a new user.
  public static UserId user() {
    return new UserId("user-" + UUID.randomUUID());
  }

  /// Returns the profile of a new user who has a name.
  public static Profile profile() {
    return new Profile(user(), "Ada", null);
  }

  /// Returns a new device.
  public static DeviceId device() {
    return new DeviceId("device-" + UUID.randomUUID());
  }

  /// Returns a new id of a connection.
  public static String connection() {
    return "connection-" + UUID.randomUUID();
  }

  /// Returns a new id of a message.
  public static MessageId messageId() {
    return new MessageId(UUID.randomUUID().toString());
  }

  /// Returns a draft of a text.
  ///
  /// @param tempId the client's own name for it, or null
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
