package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The calls of sessions that continue: each is sent the changes that it missed, once.
public final class CallReturns {

  /// The time before a hand-over in which an answer may be unsent. Earlier answers were sent
  /// before.
  private static final Duration HAND_OVER = Duration.ofSeconds(3);

  private final CallStore book;
  private final CallMedia media;
  private final CallLegs legs;

  public CallReturns(CallStore book, CallMedia media, CallLegs legs) {
    this.book = book;
    this.media = media;
    this.legs = legs;
  }

  /// Puts a resumed session back into its call, even if another connection of the device has been
  /// in it meanwhile. Sends the ends of calls that it was in, or that rang there.
  public void resumed(Connection connection, Snapshot before) {
    if (before.call() != null) {
      legs.comeBack(connection, before.call(), leg -> !CallLegs.isOf(connection, leg));
    }
    remember(connection, before);
    tellEnds(connection, before);
  }

  /// Continues the calls of a session that another instance has handed over. It is sent only events
  /// that it was not sent before.
  public void handedOver(Connection connection, Snapshot before) {
    Set<CallId> begun = told(before.sent(), CallReturns::begins);
    before.sent().forEach(sent -> connection.calls().admits(sent.event()));
    LiveCall live = book.of(connection.actor().user()).orElse(null);
    if (live instanceof Active active && isAnsweredUnheard(connection, active, before)) {
      media.answerLate(active, connection);
    }
    if (live == null || !begun.contains(live.id())) {
      legs.connected(connection);
    }
    remember(connection, before);
    tellEnds(connection, before);
  }

  /// Notes what the client knows of the call that it was in.
  private void remember(Connection connection, Snapshot before) {
    CallId id = before.call();
    if (id != null) {
      connection.calls().known(id);
      book.find(connection.actor().user(), id)
          .filter(call -> call instanceof Active && isBefore(call, before))
          .ifPresent(_ -> connection.calls().answered(id));
    }
  }

  /// Returns true if the state of a call is so old that the client was told before the drop.
  private static boolean isBefore(Call call, Snapshot drop) {
    return call.since().isBefore(drop.takenAt().minus(HAND_OVER));
  }

  /// Sends each end of a call that came while the session had no connection, once.
  private void tellEnds(Connection connection, Snapshot before) {
    Set<CallId> begun = told(before.sent(), CallReturns::begins);
    Set<CallId> ended = told(before.sent(), CallReturns::ends);
    if (before.call() != null && !ended.contains(before.call())) {
      endIfOver(connection, before.call());
    }
    begun.stream()
        .filter(call -> !ended.contains(call) && !call.equals(before.call()))
        .forEach(call -> silence(connection, call));
  }

  /// Returns true if the call of this device was answered while it had no connection. If the device
  /// counts as away, the result is false: it is sent the answer when it returns.
  private static boolean isAnsweredUnheard(Connection connection, Active call, Snapshot before) {
    return CallLegs.isOf(connection, call.caller())
        && !call.caller().isAway()
        && !isBefore(call, before)
        && !told(connection.sent(), CallReturns::answers).contains(call.id());
  }

  private static Set<CallId> told(
      List<Snapshot.Sent> sent, Function<ServerEvent, @Nullable CallId> what) {
    return sent.stream()
        .map(one -> what.apply(one.event()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static @Nullable CallId begins(ServerEvent event) {
    return event instanceof ServerEvent.CallIncoming incoming ? incoming.callId() : null;
  }

  private static @Nullable CallId answers(ServerEvent event) {
    return event instanceof ServerEvent.CallAnswered answered ? answered.callId() : null;
  }

  private static @Nullable CallId ends(ServerEvent event) {
    return switch (event) {
      case ServerEvent.CallEnded ended -> ended.callId();
      case ServerEvent.CallRejected rejected -> rejected.callId();
      default -> null;
    };
  }

  private void endIfOver(Connection connection, CallId id) {
    Call known = book.find(connection.actor().user(), id).orElse(null);
    if (known == null || known instanceof Ended) {
      String reason = known instanceof Ended ended ? EndEvents.word(ended.reason()) : null;
      connection.send(new ServerEvent.CallEnded(id, reason, CallStatus.ENDED));
    }
  }

  private void silence(Connection connection, CallId id) {
    Optional<Call> known = book.find(connection.actor().user(), id);
    boolean goesOn =
        known.filter(c -> c instanceof Ringing || CallLegs.isIn(c, connection)).isPresent();
    if (!goesOn) {
      connection.send(
          known
              .map(CallEvents::noLongerRinging)
              .orElse(new ServerEvent.CallEnded(id, null, CallStatus.ENDED)));
    }
  }
}
