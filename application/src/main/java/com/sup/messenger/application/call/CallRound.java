package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares the calls of which connections were told with the calls in the store, and tells what
/// differs.
///
/// A call is stored before it is told, and the news can be lost. The bus can lose it, or the store
/// can go away before the publication.
public final class CallRound {

  /// The time in which a new state is told by the bus. [Ringing] waits as long for its first news.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final CallStore book;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final CallMedia media;
  private final CallWatch watch;

  public CallRound(
      CallStore book,
      CallTransitions transitions,
      CallEvents events,
      CallMedia media,
      CallWatch watch) {
    this.watch = watch;
    this.book = book;
    this.transitions = transitions;
    this.events = events;
    this.media = media;
  }

  /// Checks connections that have arrived. The store is called once for each
  /// [CallStore#MAX_ASKED] users, and again for each user with a call.
  public void run(Collection<Connection> connections) {
    Map<UserId, List<Connection>> byUser =
        connections.stream().collect(Collectors.groupingBy(c -> c.actor().user()));
    for (List<UserId> page : Pages.of(byUser.keySet(), CallStore.MAX_ASKED)) {
      Map<UserId, LiveCall> live = book.of(page);
      page.forEach(
          user -> byUser.getOrDefault(user, List.of()).forEach(c -> check(c, live.get(user))));
    }
  }

  private void check(Connection connection, @Nullable LiveCall live) {
    for (CallId call : connection.calls().open()) {
      if (live == null || !live.id().equals(call) || !goesOn(live, connection)) {
        tellEnd(connection, call);
      }
    }
    if (live != null && isSettled(live)) {
      tell(connection, live);
    }
  }

  private static boolean goesOn(Call call, Connection connection) {
    return call instanceof Ringing || CallLegs.isIn(call, connection);
  }

  private boolean isSettled(Call call) {
    return !transitions.now().isBefore(call.since().plus(GRACE));
  }

  private void tellEnd(Connection connection, CallId id) {
    UserId user = connection.actor().user();
    Optional<Call> known = book.find(user, id);
    if (known.isEmpty()) {
      connection.send(new ServerEvent.CallEnded(id, null, CallStatus.ENDED));
    }
    known
        .filter(call -> isSettled(call) && !goesOn(call, connection))
        .ifPresent(call -> connection.send(CallEvents.lateEnd(call, user)));
  }

  private void tell(Connection connection, LiveCall live) {
    UserId user = connection.actor().user();
    switch (live) {
      case Ringing ringing when ringing.targetId().equals(user) -> ring(connection, ringing);
      case Active active when CallLegs.isIn(active, connection) -> connect(connection, active);
      case Ringing _, Active _ -> {}
    }
  }

  private void ring(Connection connection, Ringing ringing) {
    connection.send(events.incoming(ringing));
    if (ringing.untold()) {
      watch.watch(ringing);
      transitions.told(ringing);
    }
  }

  private void connect(Connection connection, Active active) {
    boolean isCaller = active.callerId().equals(connection.actor().user());
    if (!isCaller) {
      media.release(active, active.caller());
    } else if (connection.calls().awaitsAnswer(active.id())) {
      media.answerLate(active, connection);
    } else {
      media.release(active, active.target());
    }
  }
}
