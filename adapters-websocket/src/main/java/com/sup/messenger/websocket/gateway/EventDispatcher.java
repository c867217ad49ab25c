package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.websocket.socketio.Ack;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Answers the events of one client. Catches all exceptions of the application.
final class EventDispatcher {

  private static final System.Logger LOG = System.getLogger(EventDispatcher.class.getName());

  /// The longest part of an event's name that a failure repeats to the client.
  private static final int MAX_NAME = 64;

  private final ChatApplication application;
  private final DeviceConnection connection;
  private final EventCodec codec;

  EventDispatcher(ChatApplication application, DeviceConnection connection, EventCodec codec) {
    this.application = application;
    this.connection = connection;
    this.codec = codec;
  }

  void handle(String name, Arguments args, Ack ack) {
    connection.touch();
    try {
      Reply reply = application.handle(connection, name, () -> codec.decode(name, args));
      ack.send(codec.success(reply));
      application.acknowledged(connection, reply);
    } catch (RefusedException e) {
      Long retryAfter = e.retryAfter().map(Duration::toMillis).orElse(null);
      fail(ack, name, e.refusal(), String.valueOf(e.getMessage()), retryAfter);
      application.refused(connection, e);
    } catch (UnavailableException _) {
      fail(ack, name, Refusal.UNAVAILABLE, "Try again later", null);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "An event failed: {0}", e.getClass().getName());
      fail(ack, name, Refusal.INTERNAL, "Internal error", null);
    }
  }

  private void fail(
      Ack ack, String name, Refusal code, String message, @Nullable Long retryAfterMs) {
    String event = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    ServerEvent.Failed failed = new ServerEvent.Failed(code, message, event, retryAfterMs);
    if (ack.isPresent()) {
      ack.send(codec.failure(failed));
    } else {
      connection.send(failed);
    }
  }
}
