package com.sup.messenger.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.text.ClientJson;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads and writes the events and answers of the protocol, for every gateway. The names of events
/// stand at the records. The components are the payload.
///
/// Safe for use by many threads. One is enough for a process.
public final class EventJson {

  private final JsonMapper mapper = ValueJson.mapper().build();
  private final Map<String, RecordReader<? extends ClientEvent>> readers =
      ClientEvent.types().stream().collect(Collectors.toMap(EventJson::named, EventJson::reader));
  private final ClassValue<String> names =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return named(event);
        }
      };

  private static String named(Class<?> event) {
    return event.getAnnotation(EventName.class).value();
  }

  private static RecordReader<? extends ClientEvent> reader(Class<? extends ClientEvent> event) {
    return new RecordReader<>(event);
  }

  /// Reads an event of a client.
  ///
  /// @param payload an object, or a value that is not there
  /// @param binary true if placeholders stand for binary values (Socket.IO)
  /// @throws RefusedException `INVALID_PAYLOAD`, also for an event that is not known
  public ClientEvent read(String name, ClientJson payload, boolean binary) {
    RecordReader<? extends ClientEvent> reader = readers.get(name);
    if (reader == null) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "Unknown event");
    }
    payload
        .refusal()
        .ifPresent(
            rule -> {
              throw new RefusedException(Refusal.INVALID_PAYLOAD, "payload " + rule);
            });
    return reader.read(payload.cursor(), binary);
  }

  /// Returns the name of an event.
  public String name(ServerEvent event) {
    return names.get(event.getClass());
  }

  /// Returns the payload of an event.
  public JsonNode payload(ServerEvent event) {
    return mapper.valueToTree(event);
  }

  /// Returns the acknowledgement of a success.
  public JsonNode success(Reply reply) {
    ObjectNode acknowledgement = mapper.createObjectNode().put("success", true);
    return acknowledgement.setAll((ObjectNode) mapper.valueToTree(reply));
  }

  /// Returns the acknowledgement of a failure.
  public JsonNode failure(ServerEvent.Failed failed) {
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
