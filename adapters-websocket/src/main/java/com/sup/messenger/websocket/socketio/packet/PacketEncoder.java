package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.socketio.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Writes packets: one text message, then one binary message for each binary value, depth first.
public final class PacketEncoder {

  /// The most attachments in a packet. The stock client drops a connection that sends more.
  public static final int MAX_ATTACHMENTS = 10;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PacketEncoder() {}

  /// Returns the messages of a packet, to be sent next to each other.
  ///
  /// @throws IllegalArgumentException for more than [#MAX_ATTACHMENTS] binary values, for binary
  ///     values in a packet other than EVENT and ACK, for nodes that are not JSON
  public static List<OutboundMessage> encode(Packet packet) {
    return switch (packet) {
      case Packet.Connect(var namespace, var payload) ->
          plain('0', namespace, payload.isEmpty() ? "" : text(payload));
      case Packet.Disconnect(var namespace) -> plain('1', namespace, "");
      case Packet.ConnectError error -> plain('4', error.namespace(), text(payload(error)));
      case Packet.Event(var namespace, var ackId, var name, var args) ->
          withArguments('2', namespace, ackId, JSON.arrayNode().add(name).addAll(args));
      case Packet.Ack(var namespace, var ackId, var args) ->
          withArguments('3', namespace, OptionalLong.of(ackId), JSON.arrayNode().addAll(args));
    };
  }

  private static ObjectNode payload(Packet.ConnectError error) {
    ObjectNode payload = JSON.objectNode().put("message", error.message());
    if (error.data() != null) {
      payload.set("data", error.data());
    }
    return payload;
  }

  private static String text(JsonNode payload) {
    JsonWriter.Written json = JsonWriter.write(payload);
    if (!json.attachments().isEmpty()) {
      throw new IllegalArgumentException("only an event or its acknowledgement can hold binary");
    }
    return json.text();
  }

  private static List<OutboundMessage> plain(char type, String namespace, String payload) {
    return List.of(OutboundMessage.text(type + prefix(namespace) + payload));
  }

  private static List<OutboundMessage> withArguments(
      char type, String namespace, OptionalLong ackId, ArrayNode args) {
    JsonWriter.Written json = JsonWriter.write(args);
    int count = json.attachments().size();
    if (count > MAX_ATTACHMENTS) {
      throw new IllegalArgumentException("more than " + MAX_ATTACHMENTS + " binary values");
    }
    StringBuilder text = new StringBuilder(json.text().length() + 32);
    if (count == 0) {
      text.append(type);
    } else {
      text.append((char) (type + 3)).append(count).append('-');
    }
    text.append(prefix(namespace));
    ackId.ifPresent(text::append);
    text.append(json.text());
    return messages(text.toString(), json.attachments());
  }

  private static List<OutboundMessage> messages(String text, List<byte[]> attachments) {
    if (attachments.isEmpty()) {
      return List.of(OutboundMessage.text(text));
    }
    List<OutboundMessage> messages = new ArrayList<>(attachments.size() + 1);
    messages.add(OutboundMessage.text(text));
    attachments.forEach(attachment -> messages.add(OutboundMessage.binary(attachment)));
    return List.copyOf(messages);
  }

  private static String prefix(String namespace) {
    return namespace.equals("/") ? "" : namespace + ",";
  }
}
