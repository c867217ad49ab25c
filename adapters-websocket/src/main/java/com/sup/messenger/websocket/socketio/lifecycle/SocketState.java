package com.sup.messenger.websocket.socketio.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A connected socket on its way to another node.
///
/// @param pid the private id, if it has one
/// @param nextAckId the first id that no acknowledgement has been asked for under
/// @param application what the application has to say
public record SocketState(
    String namespace,
    String id,
    @Nullable String pid,
    boolean recovered,
    long nextAckId,
    ObjectNode application) {

  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("namespace", namespace)
        .put("id", id)
        .put("pid", pid)
        .put("recovered", recovered)
        .put("nextAckId", nextAckId)
        .set("application", application);
  }

  public static SocketState of(JsonNode json) {
    return new SocketState(
        json.required("namespace").textValue(),
        json.required("id").textValue(),
        json.required("pid").textValue(),
        json.required("recovered").booleanValue(),
        json.required("nextAckId").longValue(),
        (ObjectNode) json.required("application"));
  }
}
