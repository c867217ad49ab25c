package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.presence.Presence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes users as JSON, and the values that all answers of the service API share. Absent values
/// are
/// left out. Times are ISO-8601 in UTC with milliseconds.
final class ApiJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ApiJson() {}

  static ObjectNode object() {
    return JsonText.MAPPER.createObjectNode();
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

  /// Puts a value, if it is there.
  static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  /// Returns a time in the form of the API.
  static String time(Instant time) {
    return TIME.format(time);
  }
}
