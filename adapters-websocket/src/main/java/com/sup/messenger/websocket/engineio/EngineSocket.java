package com.sup.messenger.websocket.engineio;

import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;
import java.util.Set;

/// One Engine.IO session as the application sees it. Safe for use by many threads.
public interface EngineSocket {

  /// Returns the session id: the id of the instance where it opened, and 20 characters of
  /// base64url. It is a secret of the client.
  String id();

  /// Returns the request that opened the session.
  EngineRequest handshake();

  /// Marks the client as known. The session leaves the strangers, and keeps only address, security
  /// and time of its handshake.
  ///
  /// @param kept the names, in small letters, of query parameters and headers to keep too
  void authenticated(Set<String> kept);

  /// Marks the client as unknown, because it has left its last namespace. The session counts among
  /// the strangers again, until [#authenticated]. Does nothing if it already does, or after the
  /// session's end.
  void unauthenticated();

  /// Returns the transport in use now: `polling`, or `websocket` from the end of the upgrade.
  String transport();

  /// Returns a `nanoTime` before which all that was queued has arrived: the time of the last ping
  /// that the client has answered. If there is none, that of the session's begin here.
  long answeredPing();

  /// Returns when the message that is handled now was received, by `nanoTime`. If that is not known
  /// exactly, since the messages before it took long, the time is too early rather than too late.
  long receivedAt();

  /// Returns true until the session ends. It may turn false before [EngineListener#onClose].
  boolean isOpen();

  /// Queues a message. Never blocks. See [#send(List)].
  default void send(OutboundMessage message) {
    send(List.of(message));
  }

  /// Queues messages to be sent next to each other, in order. Never blocks.
  ///
  /// All are queued or none. A volatile message is dropped if the transport cannot take it now. A
  /// full outbox drops its volatile messages first. If that is not enough, the session ends with
  /// [CloseReason#SLOW_CONSUMER]. Does nothing after the session's end.
  void send(List<OutboundMessage> messages);

  /// Ends the session, once, after the queued messages have been offered to the client. Never
  /// blocks.
  void close(CloseReason reason);
}
