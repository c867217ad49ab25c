package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.packet.Arguments;

/// Takes the events of one [Socket], one at a time, in the order in which the client sent them.
@FunctionalInterface
public interface EventHandler {

  /// Handles an event. An exception is reported to the server's [FailureListener]. The connection
  /// stays, and the client gets no answer.
  ///
  /// @param args the arguments without the name; those that exceed [PacketLimits] come too, as
  ///     [refused][Arguments#refusal()]
  /// @param ack the answer, [absent][Ack#isPresent()] if the client asked for none
  void onEvent(String name, Arguments args, Ack ack) throws Exception;
}
