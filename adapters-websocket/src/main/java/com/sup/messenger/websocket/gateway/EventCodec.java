package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads and writes the two sealed types of the protocol. The names of events stand at the records.
/// The components are the payload.
final class EventCodec {

  private final ObjectMapper mapper = WireJson.mapper();
  private final String namespace;
  private final Map<String, RecordReader<? extends ClientEvent>> readers =
      ClientEvent.types().stream().collect(Collectors.toMap(EventCodec::name, EventCodec::reader));
  private final ClassValue<String> names =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return name(event);
        }
      };

  /// Makes a codec.
  ///
  /// @param namespace the namespace of the events
  EventCodec(String namespace) {
    this.namespace = namespace;
  }

  private static String name(Class<?> event) {
    return event.getAnnotation(EventName.class).value();
  }

  private static RecordReader<? extends ClientEvent> reader(Class<? extends ClientEvent> event) {
    return new RecordReader<>(event);
  }

  /// Reads an event from its name and its first argument.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD`, also for an event that is not known
  ClientEvent decode(String name, Arguments arguments) {
    RecordReader<? extends ClientEvent> reader = readers.get(name);
    if (reader == null) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "Unknown event");
    }
    arguments
        .refusal()
        .ifPresent(
            rule -> {
              throw new RefusedException(Refusal.INVALID_PAYLOAD, "payload " + rule);
            });
    return reader.read(arguments.first().cursor(), arguments.isBinary());
  }

  /// Encodes an event for any number of clients. Its last argument is the offset that a client
  /// names when it comes back (connection state recovery).
  EncodedEvent encode(Delivery delivery) {
    ServerEvent event = delivery.event();
    String name = names.get(event.getClass());
    JsonNode payload = mapper.valueToTree(event);
    // An event that is not kept has no offset: no client could come back by it.
    return delivery.isDroppable()
        ? EncodedEvent.of(namespace, name, List.of(payload)).droppableIfSlow()
        : EncodedEvent.of(namespace, name, List.of(payload, TextNode.valueOf(delivery.offset())));
  }

  /// Returns the acknowledgement of a success.
  JsonNode success(Reply reply) {
    ObjectNode acknowledgement = mapper.createObjectNode().put("success", true);
    return acknowledgement.setAll((ObjectNode) mapper.valueToTree(reply));
  }

  /// Returns the acknowledgement of a failure.
  JsonNode failure(ServerEvent.Failed failed) {
    ObjectNode acknowledgement =
        mapper
            .createObjectNode()
            .put("success", false)
            .put("error", failed.code().name())
            .put("message", failed.message())
            .put("event", failed.event());
    if (failed.retryAfterMs() != null) {
      acknowledgement.put("retryAfterMs", failed.retryAfterMs());
    }
    return acknowledgement;
  }
}
