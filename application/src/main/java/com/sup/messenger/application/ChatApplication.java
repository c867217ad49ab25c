package com.sup.messenger.application;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.admin.Chats;
import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.admin.Statistics;
import com.sup.messenger.application.admin.Users;
import com.sup.messenger.application.call.CallEvents;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.call.CallTransitions;
import com.sup.messenger.application.call.CallWatch;
import com.sup.messenger.application.call.Calls;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Lifetimes;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.Gaps;
import com.sup.messenger.application.fanout.MembershipReview;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.instance.DueReminders;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.instance.Lease;
import com.sup.messenger.application.instance.Readiness;
import com.sup.messenger.application.instance.Upkeep;
import com.sup.messenger.application.lifecycle.Arrivals;
import com.sup.messenger.application.lifecycle.Attendance;
import com.sup.messenger.application.lifecycle.Authentication;
import com.sup.messenger.application.lifecycle.Consequences;
import com.sup.messenger.application.lifecycle.Crowding;
import com.sup.messenger.application.lifecycle.Departures;
import com.sup.messenger.application.lifecycle.Exits;
import com.sup.messenger.application.lifecycle.Traces;
import com.sup.messenger.application.limit.ConnectionLimits;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.limit.EventLimits;
import com.sup.messenger.application.limit.Pauses;
import com.sup.messenger.application.limit.Permits;
import com.sup.messenger.application.message.Absentees;
import com.sup.messenger.application.message.Messaging;
import com.sup.messenger.application.message.Reactions;
import com.sup.messenger.application.message.Reading;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.application.session.Sessions;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door through which connections come in.
///
/// Safe for use by many threads; the calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private final Arrivals arrivals;
  private final Exits exits;
  private final Consequences consequences;
  private final MembershipReview membershipReview;
  private final Answering answering;
  private final DueReminders dueReminders;
  private final Fanout fanout;
  private final Messaging messaging;
  private final Viewing viewing;
  private final Calls calls;
  private final Reading reading;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Reactions reactions;
  private final Typing typing;
  private final Presences presences;
  private final Authentication authentication;
  private final ConnectionLimits connectionLimits;
  private final Pauses pauses;
  private final Lifetimes lifetimes;
  private final Administration administration;
  private final Disconnecting disconnecting;
  private final Attendance attendance;
  private final Gaps gaps;
  private final Readiness readiness;
  private final Upkeep upkeep;
  private final Lease lease;
  private final Figures figures;
  private final Observer observer;

  /// An application that is the only one on its ports.
  public ChatApplication(Ports ports, Settings settings, InstantSource clock, Alarms alarms) {
    this(ports, settings, clock, alarms, "only");
  }

  /// @param instance the id of this instance, new at every start
  public ChatApplication(
      Ports ports, Settings settings, InstantSource clock, Alarms alarms, String instance) {
    this(ports, settings, clock, alarms, instance, Observer.NONE);
  }

  /// @param instance the id of this instance, new at every start
  /// @param observer hears what is done
  public ChatApplication(
      Ports ports,
      Settings settings,
      InstantSource clock,
      Alarms alarms,
      String instance,
      Observer observer) {
    this.observer = observer;
    Timings timings = settings.timings();
    figures = new Figures(clock);
    fanout = new Fanout(ports, alarms, timings, this::onChange, this::onGap);
    lease = new Lease(ports, instance, figures, fanout, clock);
    gaps = new Gaps(ports, fanout, alarms, this::review);
    readiness = new Readiness(ports.eventBus(), instance, clock);
    upkeep = new Upkeep(alarms);
    Memberships memberships =
        new Memberships(
            ports.chatDirectory(),
            ports.messageLog(),
            ports.eventBus(),
            fanout,
            settings.admission());
    TimeOrderedIds ids = new TimeOrderedIds(clock);
    notifications = new Notifications(ports, ids, clock);
    reactions = new Reactions(ports, memberships, notifications, clock);
    Absentees absentees = new Absentees(ports, fanout, alarms);
    Costs costs = new Costs(ports.rateLimiter(), settings.limits().costs(), clock);
    messaging =
        new Messaging(ports.messageLog(), memberships, notifications, absentees, costs, ids, clock);
    reading = new Reading(ports, memberships, clock);
    viewing = new Viewing(ports, memberships, reading, fanout, clock);
    CatchUp catchUp = new CatchUp(ports, memberships, costs, settings.catchUp(), observer);
    sessions = new Sessions(ports, costs, instance, clock);
    typing = new Typing(memberships, ports.eventBus(), clock, timings.typing());
    presences = new Presences(ports, fanout, clock, alarms, timings.presenceGrace());
    Limits limits = settings.limits();
    Permits permits = new Permits(ports.rateLimiter());
    pauses = new Pauses(clock);
    authentication = new Authentication(ports.tokenVerifier(), ports.revocations(), pauses, clock);
    connectionLimits = new ConnectionLimits(permits, limits.connections(), pauses, clock);
    answering =
        new Answering(new EventLimits(permits, limits.events(), clock), figures, observer, clock);
    CallTransitions transitions = new CallTransitions(ports.callBook(), settings.timings(), clock);
    CallEvents callEvents = new CallEvents(ports, notifications, observer);
    CallWatch callWatch =
        new CallWatch(transitions, callEvents, ports.reminders(), alarms, timings);
    dueReminders = new DueReminders(ports.reminders(), presences, callWatch, clock);
    calls = new Calls(ports, settings, memberships, transitions, callEvents, callWatch, clock);
    CallLegs callLegs = new CallLegs(ports, transitions, callEvents, callWatch);
    Traces traces = new Traces(presences, viewing, callLegs);
    attendance = new Attendance(ports, instance, traces);
    lifetimes =
        new Lifetimes(
            limits.maxIdle(),
            connection -> callLegs.callOf(attendance.entry(connection)).isPresent(),
            clock,
            alarms);
    disconnecting = new Disconnecting(ports, clock, alarms);
    arrivals =
        new Arrivals(
            attendance,
            fanout,
            sessions,
            catchUp,
            notifications,
            callLegs,
            viewing,
            presences,
            disconnecting,
            new Crowding(ports, fanout, attendance, limits.maxConnections()),
            clock);
    exits = new Exits(attendance, fanout, sessions, typing, presences, callLegs, figures);
    Departures departures =
        new Departures(memberships, typing, viewing, presences, catchUp, fanout);
    membershipReview = new MembershipReview(ports.chatDirectory(), memberships, this::onGap);
    consequences =
        new Consequences(
            fanout, arrivals, catchUp, departures, disconnecting, callLegs, this::onGap);
    administration =
        new Administration(
            new Chats(ports, notifications, clock),
            messaging,
            notifications,
            new Users(ports, clock),
            disconnecting,
            new Statistics(ports.instances(), lease::self));
  }

  /// The door through which back-ends come in.
  public Administration administration() {
    return administration;
  }

  /// Begins what the instance does whether or not anybody is connected: it says that it lives,
  /// keeps what it knows true, and takes over what those have left that have died.
  public void start() {
    upkeep.every(Duration.ofSeconds(2), lease::renew);
    upkeep.every(Duration.ofSeconds(1), readiness::probe);
    upkeep.every(Duration.ofSeconds(1), dueReminders::attend);
    upkeep.every(Duration.ofMillis(250), sessions::catchUp);
    upkeep.every(Duration.ofSeconds(3), attendance::review);
    upkeep.every(Duration.ofSeconds(3), attendance::sweep);
    upkeep.every(Duration.ofSeconds(30), attendance::recount);
    upkeep.every(Duration.ofSeconds(30), gaps::round);
    upkeep.every(Duration.ofSeconds(30), () -> disconnecting.review(attendance.open()));
    upkeep.every(Duration.ofSeconds(30), () -> membershipReview.round(attendance.open()));
  }

  /// Ends what [#start] began; the instance leaves the others, who see to what it could not end.
  public void stop() {
    upkeep.stop();
    sessions.catchUpAtLast();
    lease.end();
  }

  /// Whether events that others publish reach this instance, and it is not about to end.
  public boolean isReady() {
    return readiness.isReady();
  }

  /// The instance is about to end, and so no longer [ready][#isReady].
  public void drain() {
    readiness.drain();
  }

  /// Who is behind a handshake; the device is the token's, else the one given, else a new one.
  ///
  /// @param token the token of the handshake, or null where it has none
  /// @param deviceId what the handshake itself says of the device, or null
  /// @throws ConnectionRefusedException with the words of the contract, "Conventions"
  public Actor authenticate(@Nullable String token, @Nullable String deviceId) {
    try {
      return authentication.authenticate(token, deviceId);
    } catch (ConnectionRefusedException e) {
      observer.refused(e.code());
      throw e;
    }
  }

  /// Counts a new session against the limits of its device and its user. A session that goes on
  /// does not count.
  ///
  /// @throws ConnectionRefusedException `RATE_LIMIT_EXCEEDED`, or where that cannot be known now
  public void begin(Actor actor) {
    try {
      connectionLimits.count(actor);
    } catch (ConnectionRefusedException e) {
      observer.refused(e.code());
      throw e;
    }
  }

  /// The session that a client wants to come back to.
  ///
  /// @param key the private key of the session
  /// @param offset the last event that the client has received
  /// @param isThere whether the client still waits for that
  /// @throws ConnectionRefusedException where that cannot be known now, or the client has gone
  /// @throws SessionHeldException if another instance still holds it: the client is to come again
  public Optional<Arrival.Resumed> claim(
      String key, String offset, Actor actor, BooleanSupplier isThere) {
    try {
      return sessions.claim(key, offset, actor, isThere);
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException(
          "Authentication failed", ConnectionRefusedException.Code.UNAVAILABLE);
    }
  }

  /// The session that another instance has [handed over][#handOver], for the connection that is to
  /// go on with it; nothing where it can no longer be had.
  ///
  /// @param key the private key of the session
  /// @param fence of the connection that was handed over
  public Optional<Arrival.HandedOver> takeOver(String key, long fence, Actor actor) {
    return sessions.takeOver(key, fence, actor.user());
  }

  /// Takes a connection in: greets it, sends what it missed, and lets it follow what concerns it.
  public void connect(Connection connection, Arrival arrival) {
    figures.connected();
    observer.arrived(arrival);
    arrivals.admit(connection, arrival);
  }

  /// Does what a client asks for, within the limits of its user.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; asked for when the event has been counted
  public Reply handle(Connection connection, String name, Supplier<ClientEvent> event) {
    UserId user = connection.actor().user();
    return answering.answer(user, name, () -> handle(connection, event.get()));
  }

  Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> messaging.send(connection, send);
      case ClientEvent.SyncChat sync -> messaging.sync(actor, sync);
      case ClientEvent.JoinChat join -> viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> viewing.active(actor, get.chatId());
      case ClientEvent.ConfirmDelivery confirm -> reading.delivered(connection, confirm);
      case ClientEvent.ConfirmReading confirm -> reading.read(connection, confirm);
      case ClientEvent.StartTyping start -> typing.start(connection, start.chatId());
      case ClientEvent.StopTyping stop -> typing.stop(connection, stop.chatId());
      case ClientEvent.UpdatePresence update -> presences.update(connection, update);
      case ClientEvent.SubscribePresence to -> presences.subscribe(connection, to.userIds());
      case ClientEvent.UnsubscribePresence of -> presences.unsubscribe(connection, of.userIds());
      case ClientEvent.InitiateCall initiate -> calls.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> calls.answer(connection, answer);
      case ClientEvent.RejectCall reject -> calls.reject(connection, reject);
      case ClientEvent.EndCall end -> calls.end(connection, end);
      case ClientEvent.OfferCandidate offer -> calls.offer(actor, offer);
      case ClientEvent.React react -> reactions.react(connection, react);
      case ClientEvent.RemoveReaction remove -> reactions.remove(connection, remove);
      case ClientEvent.GetReactions get -> reactions.get(actor, get);
      case ClientEvent.ReadNotification read ->
          notifications.read(connection, read.notificationId());
      case ClientEvent.ClearNotification clear ->
          notifications.clear(connection, clear.notificationId());
      case ClientEvent.ClearNotifications _ -> notifications.clearAll(connection);
      case ClientEvent.GetPendingNotifications _ -> notifications.pending(actor);
      case ClientEvent.RefreshToken refresh -> refresh(connection, refresh.token());
    };
  }

  private Reply leave(Connection connection, ChatId chat) {
    typing.end(connection, chat);
    return viewing.leave(connection, chat);
  }

  private Reply refresh(Connection connection, String token) {
    Actor refreshed = authentication.refresh(connection.actor(), token);
    connection.identify(refreshed);
    // A revocation between the two may not have been meant for the token before.
    disconnecting.review(connection);
    Instant end = refreshed.expiresAt();
    return new Reply.TokenRefreshed(end.equals(Instant.MAX) ? null : end);
  }

  /// Ends the connection where its time is over: to be called about every second or more often.
  /// Never blocks.
  public void review(Connection connection) {
    lifetimes.review(connection);
  }

  /// Does what comes after the acknowledgement of a success.
  public void acknowledged(Connection connection, Reply reply) {
    if (reply instanceof Reply.CallInitiated initiated) {
      calls.ring(connection.actor(), initiated.callId());
    }
  }

  /// Does what comes after the answer to a refusal: ends a connection that goes on over its limits,
  /// and has its user pause. Never blocks.
  public void refused(Connection connection, RefusedException refusal) {
    if (refusal.refusal() == Refusal.RATE_LIMIT_EXCEEDED) {
      pauses
          .refused(connection.actor().user(), connection.id())
          .ifPresent(pause -> endForFlooding(connection, pause));
    }
  }

  private static void endForFlooding(Connection connection, Duration pause) {
    connection.send(
        new ServerEvent.Failed(
            Refusal.RATE_LIMIT_EXCEEDED,
            "Too many events over the limit: connect again later",
            null,
            pause.toMillis()));
    connection.end(Ending.FLOODING);
  }

  /// Lets go of a connection whose session is to be [taken over][#takeOver] by another instance, at
  /// once and without anybody being told. Where none does, the roster has one connection too many
  /// here, and in some seconds that is disconnected; its client may come back to the session.
  ///
  /// What the connection was sent until this returns is part of the session.
  public void handOver(Connection connection) {
    exits.handOver(connection);
  }

  /// Forgets a connection that has ended.
  ///
  /// @param recoverable whether the client did not mean to leave, and may come back to the session
  public void disconnect(Connection connection, boolean recoverable) {
    exits.disconnect(connection, recoverable);
  }

  /// What a connection follows.
  Set<Topic> followedBy(Connection connection) {
    return fanout.followedBy(connection);
  }

  /// The connections of this instance, counted.
  public ConnectionCounts connections() {
    return figures.connections();
  }

  /// How many of the connections of this instance use a transport now.
  ///
  /// @param transport as [Connection#transport()] has it
  public long connectionsBy(String transport) {
    return fanout.connectionsBy(transport);
  }

  /// How many topics the connections of this instance follow.
  public int rooms() {
    return fanout.size();
  }

  /// How many messages have been delivered here that the bus had lost.
  public long gapsFilled() {
    return gaps.filled();
  }

  /// How long ago the last event came that this instance sent to itself through the bus, where one
  /// has come.
  public Optional<Duration> canaryAge() {
    return readiness.canaryAge();
  }

  private void onChange(Topic topic, Signal signal) {
    consequences.draw(topic, signal);
  }

  private void onGap(Topic topic) {
    gaps.note(topic);
  }

  private void review(UserId user) {
    if (!consequences.review(user)) {
      onGap(new Topic.User(user));
    }
  }
}
