package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Takes the events of one [Socket], one at a time, in the order in which the client sent them.
@FunctionalInterface
public interface EventHandler {

  /// Handles an event. An exception is reported to the server's [FailureListener]; the connection
  /// lives on and the client is told nothing.
  ///
  /// @param args the arguments without the name; binary ones are
  ///     [com.fasterxml.jackson.databind.node.BinaryNode]s
  /// @param ack the answer, [absent][Ack#isPresent()] where the client asked for none
  void onEvent(String name, List<JsonNode> args, Ack ack) throws Exception;
}
