package com.sup.messenger.application;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The one door through which connections come in.
///
/// Safe for use by many threads; the calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private final InstantSource clock;
  private final Fanout fanout;
  private final Memberships memberships;
  private final Messaging messaging;
  private final Viewing viewing;
  private final Calls calls;
  private final CallLegs callLegs;
  private final AtomicReference<ConnectionCounts> connections =
      new AtomicReference<>(ConnectionCounts.NONE);

  public ChatApplication(Ports ports, Settings settings, InstantSource clock, Alarms alarms) {
    this(ports, settings, clock, alarms, _ -> {});
  }

  /// @param missedCalls is told once of each call that was missed
  ChatApplication(
      Ports ports,
      Settings settings,
      InstantSource clock,
      Alarms alarms,
      Consumer<MissedCall> missedCalls) {
    this.clock = clock;
    fanout = new Fanout(ports.eventBus(), ports.messageLog(), this::onChange);
    memberships =
        new Memberships(
            ports.chatDirectory(),
            ports.messageLog(),
            ports.eventBus(),
            fanout,
            settings.admission());
    messaging = new Messaging(ports.messageLog(), memberships, new TimeOrderedIds(clock), clock);
    viewing = new Viewing(ports, memberships, fanout, clock);
    CallTransitions transitions = new CallTransitions(ports.callBook(), settings.timings(), clock);
    CallEvents callEvents = new CallEvents(ports, missedCalls);
    calls = new Calls(ports, settings, memberships, transitions, callEvents, clock, alarms);
    callLegs =
        new CallLegs(
            ports.callBook(),
            transitions,
            callEvents,
            fanout,
            alarms,
            settings.timings().callReturn());
  }

  /// Takes a connection in: greets it, sends what it missed, and lets it follow what concerns it.
  public void connect(Connection connection) {
    connections.updateAndGet(ConnectionCounts::connected);
    Actor actor = connection.actor();
    connection.send(
        new ServerEvent.Connected(
            actor.user(), connection.id(), actor.device(), clock.instant(), false));
    fanout.add(connection);
    fanout.follow(connection, new Topic.User(actor.user()));
    memberships.followAll(connection);
    callLegs.connected(connection);
    connection.send(new ServerEvent.SyncComplete(null));
  }

  /// Does what a client asks for.
  public Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> messaging.send(actor, send);
      case ClientEvent.SyncChat sync -> messaging.sync(actor, sync);
      case ClientEvent.JoinChat join -> viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> viewing.leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> viewing.active(actor, get.chatId());
      case ClientEvent.ConfirmDelivery _ -> throw notYet();
      case ClientEvent.ConfirmReading _ -> throw notYet();
      case ClientEvent.StartTyping _ -> throw notYet();
      case ClientEvent.StopTyping _ -> throw notYet();
      case ClientEvent.UpdatePresence _ -> throw notYet();
      case ClientEvent.SubscribePresence _ -> throw notYet();
      case ClientEvent.UnsubscribePresence _ -> throw notYet();
      case ClientEvent.InitiateCall initiate -> calls.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> calls.answer(connection, answer);
      case ClientEvent.RejectCall reject -> calls.reject(actor, reject);
      case ClientEvent.EndCall end -> calls.end(actor, end);
      case ClientEvent.OfferCandidate offer -> calls.offer(actor, offer);
      case ClientEvent.React _ -> throw notYet();
      case ClientEvent.RemoveReaction _ -> throw notYet();
      case ClientEvent.GetReactions _ -> throw notYet();
      case ClientEvent.ReadNotification _ -> throw notYet();
      case ClientEvent.ClearNotification _ -> throw notYet();
      case ClientEvent.ClearNotifications _ -> throw notYet();
      case ClientEvent.GetPendingNotifications _ -> throw notYet();
      case ClientEvent.RefreshToken _ -> throw notYet();
    };
  }

  private static RefusedException notYet() {
    return new RefusedException(Refusal.INVALID_PAYLOAD, "Unknown event");
  }

  /// Does what comes after the acknowledgement of a success.
  public void acknowledged(Connection connection, Reply reply) {
    if (reply instanceof Reply.CallInitiated initiated) {
      calls.ring(connection.actor(), initiated.callId());
    }
  }

  /// Forgets a connection that has ended.
  public void disconnect(Connection connection) {
    connections.updateAndGet(ConnectionCounts::disconnected);
    try {
      viewing.leaveAll(connection);
      callLegs.disconnected(connection);
    } finally {
      fanout.remove(connection);
    }
  }

  /// The connections of this instance, counted.
  public ConnectionCounts connections() {
    return connections.get();
  }

  private void onChange(Topic topic, Signal signal) {
    switch (signal) {
      case Signal.MembershipGained(var chat, long head) ->
          fanout.followersOf(topic).forEach(c -> later(() -> memberships.reconcile(c, chat, head)));
      case Signal.MembershipLost(var chat) ->
          fanout.followersOf(topic).forEach(c -> later(() -> memberships.reconcile(c, chat, 0)));
      case Signal.Show _, Signal.ShowOn _, Signal.Appended _ -> {}
    }
  }

  /// A membership is read again and a log replayed: nothing to do on the thread of the bus.
  private static void later(Runnable task) {
    Thread.startVirtualThread(task);
  }
}
