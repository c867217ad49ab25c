package com.sup.messenger.websocket.socketio.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// The state of a connected socket on its way to another node.
///
/// @param pid the private id, if it has one
/// @param application the state of the application
public record SocketState(
    String namespace, String id, @Nullable String pid, ObjectNode application) {

  /// Returns the state as JSON, for [#of].
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("namespace", namespace)
        .put("id", id)
        .put("pid", pid)
        // Instances of an earlier version require these two.
        .put("recovered", false)
        .put("nextAckId", 0)
        .set("application", application);
  }

  /// Reads a state from the JSON of [#toJson].
  public static SocketState of(JsonNode json) {
    return new SocketState(
        json.required("namespace").textValue(),
        json.required("id").textValue(),
        json.required("pid").textValue(),
        (ObjectNode) json.required("application"));
  }
}
