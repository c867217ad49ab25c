package com.sup.messenger.http;

import static com.sup.messenger.http.ApiJson.object;
import static com.sup.messenger.json.IsoTime.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.admin.Operations;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.json.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes the answers for operators as JSON, in the form of [ApiJson].
final class OperatorJson {

  private OperatorJson() {}

  static ObjectNode of(Operations.Health health) {
    ObjectNode body = object().put("instance", health.asked()).put("complete", health.complete());
    ArrayNode instances = body.putArray("instances");
    health.instances().forEach(instance -> instances.add(of(instance)));
    return body;
  }

  private static ObjectNode of(Operations.InstanceHealth instance) {
    ObjectNode body =
        object()
            .put("instance", instance.id())
            .put("startedAt", write(instance.startedAt()))
            .put("state", Words.of(instance.state()))
            .put("answers", instance.answers())
            .put("clockAheadMs", instance.clockAhead().toMillis());
    ObjectNode counts = body.putObject("counts");
    instance.counts().forEach(counts::put);
    return body;
  }

  static ObjectNode of(UserId user, Operations.Cursors cursors) {
    ObjectNode body = object().put("userId", user.value());
    put(body, "revokedBefore", cursors.revokedBefore());
    ObjectNode devices = body.putObject("revokedDevices");
    cursors.revokedDevices().forEach((device, at) -> devices.put(device.value(), write(at)));
    ArrayNode chats = body.putArray("chats");
    cursors.chats().forEach(chat -> chats.add(of(chat)));
    return body.put("more", cursors.more());
  }

  private static ObjectNode of(Operations.ChatCursor cursor) {
    ObjectNode body =
        object()
            .put("chatId", cursor.chat().value())
            .put("headSeq", cursor.headSeq())
            .put("visibleAfter", cursor.visibleAfter())
            .put("delivered", cursor.receipt().delivered())
            .put("read", cursor.receipt().read());
    ObjectNode devices = body.putObject("devices");
    cursor.devices().forEach((device, seq) -> devices.put(device.value(), seq));
    return body;
  }

  static ObjectNode of(Operations.Delivered message) {
    ObjectNode body =
        object()
            .put("chatId", message.chat().value())
            .put("seq", message.seq())
            .put("messageId", message.id().value())
            .put("senderId", message.sender().value())
            .put("createdAt", write(message.createdAt()))
            .put("deleted", message.deleted());
    ArrayNode receivers = body.putArray("receivers");
    message.receivers().forEach(receiver -> receivers.add(of(receiver)));
    return body.put("more", message.more());
  }

  private static ObjectNode of(Operations.Receiver receiver) {
    ObjectNode body =
        object()
            .put("userId", receiver.user().value())
            .put("visible", receiver.visible())
            .put("delivered", receiver.delivered())
            .put("read", receiver.read());
    ObjectNode devices = body.putObject("devices");
    receiver.devices().forEach((device, has) -> devices.put(device.value(), has));
    return body;
  }

  static ObjectNode of(Operations.Judgement judgement) {
    ObjectNode body =
        object().put("verdict", Words.of(judgement.verdict())).put("now", write(judgement.now()));
    if (judgement.user() != null) {
      body.put("userId", judgement.user().value());
    }
    if (judgement.device() != null) {
      body.put("deviceId", judgement.device().value());
    }
    put(body, "issuedAt", judgement.issuedAt());
    put(body, "expiresAt", judgement.expiresAt());
    put(body, "until", judgement.until());
    return body;
  }

  private static void put(ObjectNode body, String name, @Nullable Instant time) {
    if (time != null) {
      body.put(name, write(time));
    }
  }
}
