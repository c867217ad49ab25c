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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Between the wire and the two sealed types of the protocol: the names stand at the records, the
/// payloads are their components.
final class EventCodec {

  private final ObjectMapper mapper = Wire.mapper();
  private final String namespace;
  private final Map<String, RecordReader<? extends ClientEvent>> readers =
      Arrays.stream(ClientEvent.class.getPermittedSubclasses())
          .collect(Collectors.toMap(EventCodec::name, EventCodec::reader));
  private final ClassValue<String> names =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return name(event);
        }
      };

  /// @param namespace where the events go
  EventCodec(String namespace) {
    this.namespace = namespace;
  }

  private static String name(Class<?> event) {
    return event.getAnnotation(EventName.class).value();
  }

  private static RecordReader<? extends ClientEvent> reader(Class<?> event) {
    return new RecordReader<>(event.asSubclass(ClientEvent.class));
  }

  /// What a client asks for, in the first argument.
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

  /// An event for any number of clients; its last argument is the offset by which they come back
  /// (connection state recovery).
  EncodedEvent encode(Delivery delivery) {
    ServerEvent event = delivery.event();
    String name = names.get(event.getClass());
    JsonNode payload = mapper.valueToTree(event);
    // A client could not come back by the offset of an event that is not kept.
    return delivery.isDroppable()
        ? EncodedEvent.of(namespace, name, List.of(payload)).droppableIfSlow()
        : EncodedEvent.of(namespace, name, List.of(payload, TextNode.valueOf(delivery.offset())));
  }

  /// The acknowledgement of a success.
  JsonNode success(Reply reply) {
    ObjectNode acknowledgement = mapper.createObjectNode().put("success", true);
    return acknowledgement.setAll((ObjectNode) mapper.valueToTree(reply));
  }

  /// The acknowledgement of a failure.
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
