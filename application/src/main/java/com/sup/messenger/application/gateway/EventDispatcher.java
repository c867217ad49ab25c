package com.sup.messenger.application.gateway;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers the events of one client. Catches all exceptions of the application.
///
/// Calls come one at a time, with all others for the connection.
public final class EventDispatcher {

  private static final System.Logger LOG = System.getLogger(EventDispatcher.class.getName());

  /// The longest part of an event's name that a failure repeats to the client.
  private static final int MAX_NAME = 64;

  private final ChatApplication application;
  private final Connection connection;

  /// Makes a dispatcher for a connection.
  public EventDispatcher(ChatApplication application, Connection connection) {
    this.application = application;
    this.connection = connection;
  }

  /// The answer to one event. One of its methods is called, once.
  public interface Answer {

    /// Queues the acknowledgement of a success.
    void success(Reply reply);

    /// Queues the acknowledgement of a failure.
    ///
    /// @return false if the client asked for no answer. It is sent the failure as an event then
    boolean failure(ServerEvent.Failed failed);
  }

  /// Handles an event, answers it, and does the work that follows the answer.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; called after the event has been counted
  public void handle(String name, Supplier<ClientEvent> event, Answer answer) {
    try {
      Reply reply = application.handle(connection, name, event);
      answer.success(reply);
      application.acknowledged(connection, reply);
    } catch (RefusedException e) {
      Long retryAfter = e.retryAfter().map(Duration::toMillis).orElse(null);
      fail(answer, name, e.refusal(), String.valueOf(e.getMessage()), retryAfter);
      application.refused(connection, e);
    } catch (UnavailableException _) {
      fail(answer, name, Refusal.UNAVAILABLE, "Try again later", null);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "An event failed: {0}", e.getClass().getName());
      fail(answer, name, Refusal.INTERNAL, "Internal error", null);
    }
  }

  private void fail(
      Answer answer, String name, Refusal code, String message, @Nullable Long retryAfterMs) {
    String event = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    ServerEvent.Failed failed = new ServerEvent.Failed(code, message, event, retryAfterMs);
    if (!answer.failure(failed)) {
      connection.send(failed);
    }
  }
}
