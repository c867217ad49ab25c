package com.sup.messenger.http;

import static com.sup.messenger.http.ApiJson.object;
import static com.sup.messenger.http.ApiJson.put;
import static com.sup.messenger.http.ApiJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;

/// Writes chats and messages as JSON, in the form of [ApiJson].
final class ChatJson {

  private ChatJson() {}

  static JsonNode of(Administration.Chat chat) {
    ObjectNode body = object().put("chatId", chat.chatId().value());
    chat.profile()
        .fields()
        .forEach(
            (field, value) -> {
              if (field == ChatUpdateType.SETTINGS) {
                body.putRawValue(JsonText.name(field), new RawValue(value));
              } else {
                body.put(JsonText.name(field), value);
              }
            });
    ArrayNode members = body.putArray("members");
    chat.members().stream().map(user -> user.value()).sorted().forEach(members::add);
    return body.put("headSeq", chat.headSeq());
  }

  static JsonNode of(Reply.MessageSent sent) {
    ObjectNode body = object();
    body.set("message", of(sent.message()));
    body.set("sender", of(sent.sender()));
    return body;
  }

  private static JsonNode of(ChatMessage message) {
    ObjectNode body =
        object()
            .put("id", message.id().value())
            .put("chatId", message.chatId().value())
            .put("seq", message.seq())
            .put("senderId", message.senderId().value());
    switch (message) {
      case Message sent -> content(body, sent);
      case DeletedMessage deleted -> body.put("deletedAt", time(deleted.deletedAt()));
    }
    return body.put("createdAt", time(message.createdAt()))
        .put("status", JsonText.name(message.status()));
  }

  private static void content(ObjectNode body, Message message) {
    body.put("encryptedContent", message.encryptedContent().value())
        .put("messageType", JsonText.name(message.messageType()));
    put(body, "replyToId", message.replyToId() == null ? null : message.replyToId().value());
    if (message.metadata() != null) {
      body.putRawValue("metadata", new RawValue(message.metadata().json()));
    }
    put(body, "tempId", message.tempId() == null ? null : message.tempId().value());
    if (message.silent()) {
      body.put("silent", true);
    }
    put(body, "expiresAt", message.expiresAt() == null ? null : time(message.expiresAt()));
    if (message.editedAt() != null) {
      body.put("version", message.version()).put("editedAt", time(message.editedAt()));
    }
  }

  private static JsonNode of(Profile profile) {
    ObjectNode body = object().put("id", profile.id().value());
    put(body, "username", profile.username());
    put(body, "avatar", profile.avatar());
    return body;
  }
}
