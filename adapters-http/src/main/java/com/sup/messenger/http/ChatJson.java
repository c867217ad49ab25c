package com.sup.messenger.http;

import static com.sup.messenger.http.ApiJson.object;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.json.ValueJson;
import com.sup.messenger.json.Words;

/// Writes chats and messages as JSON, in the form of [ApiJson].
final class ChatJson {

  private static final JsonMapper MAPPER =
      ValueJson.mapper()
          .addMixIn(Message.class, ApiMessage.class)
          .addMixIn(DeletedMessage.class, ApiDeletedMessage.class)
          .build();

  private ChatJson() {}

  /// A message of the service API. It has the members that clients get, in an order of its own.
  @JsonPropertyOrder({
    "id",
    "chatId",
    "seq",
    "senderId",
    "encryptedContent",
    "messageType",
    "replyToId",
    "metadata",
    "tempId",
    "silent",
    "expiresAt",
    "version",
    "editedAt",
    "createdAt",
    "status"
  })
  private interface ApiMessage extends ValueJson.OfMessage {}

  /// A deleted message of the service API. It tells neither the reason nor the user.
  @JsonPropertyOrder({"id", "chatId", "seq", "senderId", "deletedAt", "createdAt", "status"})
  @JsonIgnoreProperties({"deletedBy", "reason"})
  private interface ApiDeletedMessage extends ValueJson.WithStatus {}

  static JsonNode of(Administration.Chat chat) {
    ObjectNode body = object().put("chatId", chat.chatId().value());
    chat.profile()
        .fields()
        .forEach(
            (field, value) -> {
              if (field == ChatUpdateType.SETTINGS) {
                body.putRawValue(Words.of(field), new RawValue(value));
              } else {
                body.put(Words.of(field), value);
              }
            });
    ArrayNode members = body.putArray("members");
    chat.members().stream().map(user -> user.value()).sorted().forEach(members::add);
    return body.put("headSeq", chat.headSeq());
  }

  static JsonNode of(Reply.MessageSent sent) {
    return MAPPER.valueToTree(sent);
  }
}
