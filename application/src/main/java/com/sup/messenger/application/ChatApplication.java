package com.sup.messenger.application;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.Reminders;
import com.sup.messenger.application.port.Reminders.Reminder;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door through which connections come in.
///
/// Safe for use by many threads; the calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private static final int REMINDERS_AT_ONCE = 100;

  private final InstantSource clock;
  private final Fanout fanout;
  private final Memberships memberships;
  private final Messaging messaging;
  private final Viewing viewing;
  private final Calls calls;
  private final CallLegs callLegs;
  private final Reading reading;
  private final CatchUp catchUp;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Reactions reactions;
  private final Typing typing;
  private final Presences presences;
  private final Authentication authentication;
  private final EventLimits eventLimits;
  private final Lifetimes lifetimes;
  private final Departures departures;
  private final Disconnecting disconnecting;
  private final Administration administration;
  private final CallWatch callWatch;
  private final Attendance attendance;
  private final Gaps gaps;
  private final Readiness readiness;
  private final Upkeep upkeep;
  private final Reminders reminders;
  private final Instances instances;
  private final Roster roster;
  private final Figures figures;
  private final Observer observer;
  private final String instance;
  private final Instant startedAt;
  private final Set<Connection> arriving = ConcurrentHashMap.newKeySet();
  private final AtomicReference<ConnectionCounts> connections =
      new AtomicReference<>(ConnectionCounts.NONE);

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
    this.clock = clock;
    this.observer = observer;
    Timings timings = settings.timings();
    this.instance = instance;
    startedAt = clock.instant();
    figures = new Figures(clock);
    instances = ports.instances();
    roster = ports.roster();
    reminders = ports.reminders();
    fanout = new Fanout(ports, alarms, timings, this::onChange, this::onGap);
    gaps = new Gaps(ports, fanout, alarms, this::rereadUser);
    readiness = new Readiness(ports.eventBus(), instance, clock);
    upkeep = new Upkeep(alarms);
    attendance = new Attendance(ports, instance, this::reenter, this::leave);
    memberships =
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
    messaging =
        new Messaging(ports.messageLog(), memberships, notifications, absentees, ids, clock);
    reading = new Reading(ports, memberships, clock);
    viewing = new Viewing(ports, memberships, reading, fanout, clock);
    catchUp = new CatchUp(ports, memberships, settings.catchUp(), observer);
    sessions = new Sessions(ports, instance, clock);
    typing = new Typing(memberships, ports.eventBus(), clock, timings.typing());
    presences = new Presences(ports, fanout, clock, alarms, timings.presenceGrace());
    Limits limits = settings.limits();
    RateLimiter limiter = ports.rateLimiter();
    authentication =
        new Authentication(
            ports.tokenVerifier(), ports.revocations(), limiter, limits.connections(), clock);
    eventLimits = new EventLimits(limiter, limits.events(), clock);
    lifetimes = new Lifetimes(limits.maxIdle(), clock);
    CallTransitions transitions = new CallTransitions(ports.callBook(), settings.timings(), clock);
    CallEvents callEvents = new CallEvents(ports, notifications, observer);
    callWatch = new CallWatch(transitions, callEvents, reminders, alarms, timings);
    calls = new Calls(ports, settings, memberships, transitions, callEvents, callWatch, clock);
    callLegs = new CallLegs(ports, transitions, callEvents, callWatch);
    departures = new Departures(memberships, typing, viewing, presences, catchUp, fanout);
    disconnecting = new Disconnecting(ports, clock, alarms);
    administration =
        new Administration(
            new Chats(ports, notifications, clock),
            messaging,
            notifications,
            new Users(ports, clock),
            disconnecting,
            new Statistics(instances, this::self));
  }

  /// The door through which back-ends come in.
  public Administration administration() {
    return administration;
  }

  /// Begins what the instance does whether or not anybody is connected: it says that it lives,
  /// keeps what it knows true, and takes over what those have left that have died.
  public void start() {
    upkeep.every(Duration.ofSeconds(2), () -> instances.beat(self()));
    upkeep.every(Duration.ofSeconds(1), readiness::probe);
    upkeep.every(Duration.ofSeconds(1), this::remind);
    upkeep.every(Duration.ofMillis(250), sessions::catchUp);
    upkeep.every(Duration.ofSeconds(3), attendance::review);
    upkeep.every(Duration.ofSeconds(3), attendance::sweep);
    upkeep.every(Duration.ofSeconds(30), gaps::round);
  }

  /// Ends what [#start] began; the instance leaves the others.
  public void stop() {
    upkeep.stop();
    try {
      instances.forget(instance);
    } catch (UnavailableException _) {
      // Its lease will end.
    }
  }

  /// Whether events that others publish reach this instance, and it is not about to end.
  public boolean isReady() {
    return readiness.isReady();
  }

  /// The instance is about to end, and so no longer [ready][#isReady].
  public void drain() {
    readiness.drain();
  }

  private void remind() {
    for (Reminder reminder : reminders.due(clock.instant(), REMINDERS_AT_ONCE)) {
      switch (reminder) {
        case Reminder.PresenceLapse lapse -> presences.lapse(lapse);
        case Reminder.CallReview(CallId call) -> callWatch.review(call);
      }
    }
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

  /// The session that a client wants to come back to.
  ///
  /// @param key the private key of the session
  /// @param offset the last event that the client has received
  /// @param isThere whether the client still waits for that
  /// @throws ConnectionRefusedException where that cannot be known now, or the client has gone
  public Optional<Arrival.Resumed> claim(
      String key, String offset, Actor actor, BooleanSupplier isThere) {
    try {
      return sessions.claim(key, offset, actor.user(), isThere);
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException(
          "Authentication failed", ConnectionRefusedException.Code.UNAVAILABLE);
    }
  }

  /// The session that another instance has [handed over][#handOver], for the connection that is to
  /// go on with it; nothing where it can no longer be had.
  ///
  /// @param key the private key of the session
  public Optional<Arrival.HandedOver> takeOver(String key, Actor actor) {
    return sessions.takeOver(key, actor.user());
  }

  /// Takes a connection in: greets it, sends what it missed, and lets it follow what concerns it.
  public void connect(Connection connection, Arrival arrival) {
    connections.updateAndGet(ConnectionCounts::connected);
    observer.arrived(arrival);
    // Before anything can fail: a claimed session is nowhere else.
    sessions.begin(connection, arrival);
    arriving.add(connection);
    try {
      arrive(connection, arrival);
    } finally {
      arriving.remove(connection);
    }
    sessions.complete(connection);
  }

  private void arrive(Connection connection, Arrival arrival) {
    Actor actor = connection.actor();
    if (!(arrival instanceof Arrival.HandedOver)) {
      boolean recovered = arrival instanceof Arrival.Resumed;
      connection.send(
          new ServerEvent.Connected(
              actor.user(), connection.id(), actor.device(), clock.instant(), recovered));
    }
    attendance.enter(connection);
    fanout.add(connection);
    fanout.follow(connection, new Topic.User(actor.user()));
    switch (arrival) {
      case Arrival.Fresh fresh -> enter(connection, fresh);
      case Arrival.Resumed resumed -> resume(connection, resumed);
      case Arrival.HandedOver handedOver -> goOn(connection, handedOver);
    }
  }

  private void enter(Connection connection, Arrival.Fresh fresh) {
    presences.enter(connection);
    List<ChatId> truncated = catchUp.run(connection, fresh.cursors());
    notifications.replay(connection, fresh);
    callLegs.connected(connection);
    complete(connection, truncated);
  }

  private void resume(Connection connection, Arrival.Resumed resumed) {
    Snapshot snapshot = resumed.snapshot();
    follow(connection, snapshot);
    List<ChatId> truncated = catchUp.resume(connection, resumed);
    // Only now: what is sent again is older.
    presences.follow(connection, snapshot.topics());
    notifications.replay(connection, resumed);
    callLegs.connected(connection);
    callLegs.resumed(connection, snapshot);
    complete(connection, truncated);
  }

  private void goOn(Connection connection, Arrival.HandedOver handedOver) {
    Snapshot snapshot = handedOver.snapshot();
    follow(connection, snapshot);
    presences.follow(connection, snapshot.topics());
    catchUp.goOn(connection, snapshot);
    notifications.replay(connection, handedOver);
    callLegs.handedOver(connection, snapshot);
    disconnecting.review(connection);
  }

  private static void complete(Connection connection, List<ChatId> truncated) {
    connection.send(new ServerEvent.SyncComplete(truncated.isEmpty() ? null : truncated));
  }

  private void follow(Connection connection, Snapshot snapshot) {
    presences.resume(connection, snapshot.status());
    for (Topic topic : snapshot.topics()) {
      switch (topic) {
        case Topic.Viewers(ChatId chat) -> viewing.resume(connection, chat);
        case Topic.Presence _ -> {}
        case Topic.User _, Topic.Chat _, Topic.Instance _ -> fanout.follow(connection, topic);
      }
    }
  }

  /// Does what a client asks for, within the limits of its user.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; asked for when the event has been counted
  public Reply handle(Connection connection, String name, Supplier<ClientEvent> event) {
    Instant start = clock.instant();
    try {
      UserId user = connection.actor().user();
      Reply reply = eventLimits.within(user, name, () -> handle(connection, event.get()));
      figures.answered(reply);
      answered(name, null, start);
      return reply;
    } catch (RuntimeException e) {
      figures.failed();
      answered(name, refusal(e), start);
      throw e;
    }
  }

  private void answered(String name, @Nullable Refusal refusal, Instant start) {
    Duration time = Duration.between(start, clock.instant());
    observer.answered(RateLimits.bucket(name), refusal, time);
  }

  private static Refusal refusal(RuntimeException failure) {
    return switch (failure) {
      case RefusedException refused -> refused.refusal();
      case UnavailableException _ -> Refusal.UNAVAILABLE;
      default -> Refusal.INTERNAL;
    };
  }

  private Instance self() {
    return new Instance(instance, startedAt, figures.now(connections.get(), fanout.size()));
  }

  Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> messaging.send(actor, send);
      case ClientEvent.SyncChat sync -> messaging.sync(actor, sync);
      case ClientEvent.JoinChat join -> viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> viewing.active(actor, get.chatId());
      case ClientEvent.ConfirmDelivery confirm -> reading.delivered(actor, confirm);
      case ClientEvent.ConfirmReading confirm -> reading.read(actor, confirm);
      case ClientEvent.StartTyping start -> typing.start(connection, start.chatId());
      case ClientEvent.StopTyping stop -> typing.stop(connection, stop.chatId());
      case ClientEvent.UpdatePresence update -> presences.update(connection, update);
      case ClientEvent.SubscribePresence to -> presences.subscribe(connection, to.userIds());
      case ClientEvent.UnsubscribePresence of -> presences.unsubscribe(connection, of.userIds());
      case ClientEvent.InitiateCall initiate -> calls.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> calls.answer(connection, answer);
      case ClientEvent.RejectCall reject -> calls.reject(actor, reject);
      case ClientEvent.EndCall end -> calls.end(actor, end);
      case ClientEvent.OfferCandidate offer -> calls.offer(actor, offer);
      case ClientEvent.React react -> reactions.react(actor, react);
      case ClientEvent.RemoveReaction remove -> reactions.remove(actor, remove);
      case ClientEvent.GetReactions get -> reactions.get(actor, get);
      case ClientEvent.ReadNotification read -> notifications.read(actor, read.notificationId());
      case ClientEvent.ClearNotification clear ->
          notifications.clear(actor, clear.notificationId());
      case ClientEvent.ClearNotifications _ -> notifications.clearAll(actor);
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

  /// Lets go of a connection whose session is to be [taken over][#takeOver] by another instance, at
  /// once and without anybody being told. Where none does, the roster has one connection too many
  /// here, and in some seconds that is disconnected; its client may come back to the session.
  ///
  /// What the connection was sent until this returns is part of the session.
  public void handOver(Connection connection) {
    close(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    typing.forget(connection);
    Map<ChatId, Long> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      call = callLegs.callOf(attendance.entry(connection));
    } finally {
      sessions.keep(connection, status, topics, positions, call.orElse(null));
    }
  }

  /// False where the connection has been let go of before, by a hand-over that failed.
  private boolean close(Connection connection) {
    boolean wasOpen = attendance.close(connection);
    if (wasOpen) {
      connections.updateAndGet(ConnectionCounts::disconnected);
    }
    return wasOpen;
  }

  /// Forgets a connection that has ended.
  ///
  /// @param recoverable whether the client did not mean to leave, and may come back to the session
  public void disconnect(Connection connection, boolean recoverable) {
    boolean wasOpen = close(connection);
    Roster.Entry gone = attendance.entry(connection);
    Set<Topic> topics = fanout.followedBy(connection);
    PresenceStatus status = presences.said(connection);
    presences.forget(connection);
    Map<ChatId, Long> positions = fanout.remove(connection);
    Optional<CallId> call = Optional.empty();
    try {
      typing.leaveAll(connection);
      call = withdraw(gone);
    } finally {
      try {
        // Once let go of, it is kept as it was then.
        if (recoverable && wasOpen) {
          sessions.keep(connection, status, topics, positions, call.orElse(null));
        }
      } finally {
        sessions.forget(connection);
      }
    }
    // At last: while it is there, somebody will try again, and whoever claims the session waits.
    roster.exit(gone);
  }

  private void leave(Roster.Entry gone) {
    withdraw(gone);
    roster.exit(gone);
  }

  private Optional<CallId> withdraw(Roster.Entry gone) {
    presences.exit(gone);
    viewing.leaveAll(gone);
    return callLegs.disconnected(gone);
  }

  private void reenter(Connection connection) {
    presences.reenter(connection);
    viewing.reenter(connection);
  }

  /// What a connection follows.
  Set<Topic> followedBy(Connection connection) {
    return fanout.followedBy(connection);
  }

  /// The connections of this instance, counted.
  public ConnectionCounts connections() {
    return connections.get();
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
    switch (signal) {
      case Signal.MembershipGained(var chat, long head) ->
          fanout.followersOf(topic).forEach(c -> later(() -> catchUp.follow(c, chat, head)));
      case Signal.MembershipLost(var chat) ->
          fanout.followersOf(topic).forEach(c -> later(() -> departures.depart(c, chat)));
      case Signal.Disconnect disconnect ->
          fanout.followersOf(topic).forEach(c -> Disconnecting.obey(c, disconnect));
      case Signal.SessionTaken(String key) ->
          fanout.followersOf(topic).stream()
              .filter(connection -> connection.recoveryKey().equals(key))
              .forEach(Connection::cut);
      case Signal.Show _,
          Signal.ShowOn _,
          Signal.Appended _,
          Signal.MembersRemoved _,
          Signal.PresenceMoved _,
          Signal.Canary _ -> {}
    }
  }

  private void onGap(Topic topic) {
    gaps.note(topic);
  }

  /// Memberships may have changed, and calls begun, without a word.
  private void rereadUser(UserId user) {
    for (Connection connection : fanout.followersOf(new Topic.User(user))) {
      if (arriving.contains(connection)) {
        // It is being sent what it missed, from places that only it knows.
        onGap(new Topic.User(user));
        continue;
      }
      catchUp.review(connection);
      departures.review(connection);
      disconnecting.review(connection);
      callLegs.connected(connection);
    }
  }

  /// A membership is read again and a log replayed: nothing to do on the thread of the bus.
  private static void later(Runnable task) {
    Thread.startVirtualThread(task);
  }
}
