package com.sup.messenger.websocket.engineio;

import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;
import java.util.Set;

/// One Engine.IO session as the application sees it; safe for use by many threads.
public interface EngineSocket {

  /// The session id: the id of the instance where it has opened, and 20 characters
  /// of base64url, a secret of the client.
  String id();

  /// The request that opened the session.
  EngineRequest handshake();

  /// The client is known: the session does not count among those of strangers any more, and of its
  /// handshake only address, security and time are kept.
  ///
  /// @param kept the names, in small letters, of parameters of the query and headers that are kept
  ///     too
  void authenticated(Set<String> kept);

  /// The client is nobody any more, for it has left what it was known for: the session counts among
  /// those of strangers again, until [#authenticated]. Does nothing where it does already, and
  /// after the session's end.
  void unauthenticated();

  /// The transport in use now: `polling`, or `websocket` from the end of the upgrade.
  String transport();

  /// Whether the session has not ended; its end may be known here before it is told.
  boolean isOpen();

  /// Queues a message; never blocks. See [#send(List)].
  default void send(OutboundMessage message) {
    send(List.of(message));
  }

  /// Queues messages to be sent next to each other, in order; never blocks.
  ///
  /// All are queued or none. A volatile message is dropped when the transport cannot take it now.
  /// When the outbox is full, volatile messages in it go first; where that is not enough, the
  /// session ends with [CloseReason#SLOW_CONSUMER]. After the session's end this does nothing.
  void send(List<OutboundMessage> messages);

  /// Ends the session, once, after what is queued has been offered to the client; never blocks.
  void close(CloseReason reason);
}
