package com.sup.messenger.application.gateway;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers the events of one client, one at a time and in time. Catches all exceptions of the
/// application.
///
/// An event has a time for its answer, also while it waits for the arrival of its connection. Of
/// the time for which it has waited before, the first half second counts. All of it counts if a
/// slow event held it up, or a slow hand-over of the session. If a late event held it up, it is
/// late, too. So a slow store holds up no answer. A client that sends much at once is answered
/// later.
public final class EventDispatcher {

  private static final System.Logger LOG = System.getLogger(EventDispatcher.class.getName());

  /// The longest part of an event's name that a failure repeats to the client.
  private static final int MAX_NAME = 64;

  /// The contract says 2 s, on the way too.
  private static final Duration ANSWER = Duration.ofMillis(1_800);

  /// Work that takes longer shows that a store is slow. A machine that is only busy is quicker.
  private static final Duration SLOW = Duration.ofMillis(500);

  private final ChatApplication application;
  private final GatewayConnection<?> connection;
  private final InstantSource clock;
  private Instant slowAt;
  private Instant lateAt = Instant.MIN;

  /// Makes a dispatcher for a connection, when it begins.
  public EventDispatcher(
      ChatApplication application, GatewayConnection<?> connection, InstantSource clock) {
    this.application = application;
    this.connection = connection;
    this.clock = clock;
    this.slowAt = clock.instant().minus(SLOW);
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

  /// Handles an event when its turn has come, answers it, and does the work that follows the
  /// answer.
  ///
  /// It is answered `UNAVAILABLE` if it could not be handled in time.
  ///
  /// @param age the time since it was received, or a little more
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; called after the event has been counted
  public void handle(Duration age, String name, Supplier<ClientEvent> event, Answer answer) {
    Instant begin = clock.instant();
    Deadline deadline = Deadline.after(timeFor(begin, age), clock);
    if (!connection.run(deadline, () -> handle(deadline, name, event, answer))) {
      handle(deadline, name, EventDispatcher::late, answer);
    }
    Instant end = clock.instant();
    if (begin.plus(SLOW).isBefore(end)) {
      slowAt = end;
    }
    if (deadline.remaining().isZero()) {
      lateAt = end;
    }
  }

  private Duration timeFor(Instant now, Duration age) {
    Instant receivedAt = now.minus(age);
    if (receivedAt.isBefore(lateAt)) {
      return Duration.ZERO;
    }
    boolean counts = receivedAt.isBefore(slowAt) || age.compareTo(SLOW) < 0;
    return ANSWER.minus(counts ? age : SLOW);
  }

  private static ClientEvent late() {
    throw new UnavailableException("The time of an event is over");
  }

  private void handle(Deadline deadline, String name, Supplier<ClientEvent> event, Answer answer) {
    try {
      Reply reply = deadline.call(() -> application.handle(connection, name, event));
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
