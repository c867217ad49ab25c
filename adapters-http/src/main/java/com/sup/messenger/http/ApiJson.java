package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.json.IsoTime;
import com.sup.messenger.json.Words;
import org.jspecify.annotations.Nullable;

/// Writes users as JSON, in the form of [com.sup.messenger.json.ValueJson].
final class ApiJson {

  private ApiJson() {}

  static ObjectNode object() {
    return JsonText.MAPPER.createObjectNode();
  }

  static JsonNode of(Administration.User user) {
    Presence presence = user.presence();
    ObjectNode body = object().put("userId", presence.user().value());
    ObjectNode shown =
        body.putObject("presence")
            .put("status", Words.of(presence.status()))
            .put("lastSeen", IsoTime.write(presence.lastSeen()));
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
            .put("connectedAt", IsoTime.write(device.connectedAt()));
    put(body, "address", device.address());
    return body;
  }

  static JsonNode of(Administration.Disconnected disconnected) {
    ObjectNode body = object().put("disconnected", disconnected.connections());
    if (disconnected.validFrom() != null) {
      body.put("validFrom", IsoTime.write(disconnected.validFrom()));
    }
    return body;
  }

  /// Puts a value, if it is there.
  static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
