package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.presence.Presence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes the answers of the service API as JSON. Absent values are left out. Times are ISO-8601 in
/// UTC with milliseconds.
final class ApiJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ApiJson() {}

  static ObjectNode object() {
    return JsonText.MAPPER.createObjectNode();
  }

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

  static JsonNode of(Administration.User user) {
    Presence presence = user.presence();
    ObjectNode body = object().put("userId", presence.user().value());
    ObjectNode shown =
        body.putObject("presence")
            .put("status", JsonText.name(presence.status()))
            .put("lastSeen", time(presence.lastSeen()));
    put(
        shown,
        "customStatus",
        presence.customStatus() == null ? null : presence.customStatus().value());
    ArrayNode devices = body.putArray("devices");
    user.devices().forEach(device -> devices.add(of(device)));
    ObjectNode unread = body.putObject("unread");
    user.unread().forEach((chat, count) -> unread.put(chat.value(), count));
    if (user.moreUnread()) {
      body.put("moreUnread", true);
    }
    return body;
  }

  private static JsonNode of(ConnectionRegistry.Entry device) {
    ObjectNode body =
        object()
            .put("deviceId", device.device().value())
            .put("instance", device.instance())
            .put("transport", device.transport())
            .put("connectedAt", time(device.connectedAt()));
    put(body, "address", device.address());
    return body;
  }

  static JsonNode of(Administration.Disconnected disconnected) {
    ObjectNode body = object().put("disconnected", disconnected.connections());
    if (disconnected.validFrom() != null) {
      body.put("validFrom", time(disconnected.validFrom()));
    }
    return body;
  }

  static JsonNode of(Administration.Stats stats) {
    ObjectNode body = of(stats.total());
    ArrayNode instances = body.putArray("instances");
    stats
        .instances()
        .forEach(
            instance ->
                instances.add(
                    of(instance.load())
                        .put("instance", instance.id())
                        .put("startedAt", time(instance.startedAt()))));
    return body;
  }

  private static ObjectNode of(Administration.Load load) {
    ConnectionCounts connections = load.connections();
    ObjectNode body = object();
    body.putObject("connections")
        .put("active", connections.active())
        .put("total", connections.total())
        .put("peak", connections.peak());
    body.put("rooms", load.rooms());
    body.putObject("rates")
        .put("eventsPerSecond", load.events())
        .put("failuresPerSecond", load.failures())
        .put("messagesPerSecond", load.messages());
    return body;
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
