package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.EventJson;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.List;

/// Reads events from the arguments of packets, and writes events as packets of one namespace.
final class EventCodec implements Delivery.Encoder<EncodedEvent> {

  private final EventJson json = new EventJson();
  private final String namespace;

  /// Makes a codec.
  ///
  /// @param namespace the namespace of the events
  EventCodec(String namespace) {
    this.namespace = namespace;
  }

  /// Reads an event from its name and its first argument.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD`, also for an event that is not known
  ClientEvent decode(String name, Arguments arguments) {
    return json.read(name, arguments.first(), arguments.isBinary());
  }

  /// Encodes an event for any number of clients. Its last argument is the offset that a client
  /// names when it comes back (connection state recovery).
  @Override
  public EncodedEvent encode(Delivery delivery) {
    ServerEvent event = delivery.event();
    String name = json.name(event);
    JsonNode payload = json.payload(event);
    // An event that is not kept has no offset: no client could come back by it.
    List<JsonNode> arguments =
        delivery.isNamed()
            ? List.of(payload, TextNode.valueOf(delivery.offset()))
            : List.of(payload);
    EncodedEvent encoded = EncodedEvent.of(namespace, name, arguments);
    return delivery.isDroppable() ? encoded.droppableIfSlow() : encoded;
  }

  /// Returns the acknowledgement of a success.
  JsonNode success(Reply reply) {
    return json.success(reply);
  }

  /// Returns the acknowledgement of a failure.
  JsonNode failure(ServerEvent.Failed failed) {
    return json.failure(failed);
  }
}
