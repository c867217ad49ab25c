package com.sup.messenger.application;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.admin.Chats;
import com.sup.messenger.application.admin.Deliveries;
import com.sup.messenger.application.admin.Disconnecting;
import com.sup.messenger.application.admin.HealthCheck;
import com.sup.messenger.application.admin.Operations;
import com.sup.messenger.application.admin.Statistics;
import com.sup.messenger.application.admin.TokenCheck;
import com.sup.messenger.application.admin.UserCursors;
import com.sup.messenger.application.admin.Users;
import com.sup.messenger.application.call.CallBeginnings;
import com.sup.messenger.application.call.CallEvents;
import com.sup.messenger.application.call.CallEvictions;
import com.sup.messenger.application.call.CallLegs;
import com.sup.messenger.application.call.CallMedia;
import com.sup.messenger.application.call.CallPushes;
import com.sup.messenger.application.call.CallReturns;
import com.sup.messenger.application.call.CallRound;
import com.sup.messenger.application.call.CallTransitions;
import com.sup.messenger.application.call.CallWatch;
import com.sup.messenger.application.call.Calls;
import com.sup.messenger.application.call.IceServers;
import com.sup.messenger.application.connection.Lifetimes;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.ChatStates;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.Gaps;
import com.sup.messenger.application.fanout.HeadBound;
import com.sup.messenger.application.fanout.MembershipReview;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.instance.Background;
import com.sup.messenger.application.instance.DueTimers;
import com.sup.messenger.application.instance.Echo;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.instance.InstanceTopic;
import com.sup.messenger.application.instance.Lease;
import com.sup.messenger.application.instance.Readiness;
import com.sup.messenger.application.instance.RefusalCounts;
import com.sup.messenger.application.instance.Upkeep;
import com.sup.messenger.application.lifecycle.Arrivals;
import com.sup.messenger.application.lifecycle.Authentication;
import com.sup.messenger.application.lifecycle.Crowding;
import com.sup.messenger.application.lifecycle.Departures;
import com.sup.messenger.application.lifecycle.Exits;
import com.sup.messenger.application.lifecycle.RegistryReconciler;
import com.sup.messenger.application.lifecycle.RegistrySweep;
import com.sup.messenger.application.lifecycle.SessionStart;
import com.sup.messenger.application.lifecycle.SignalHandler;
import com.sup.messenger.application.lifecycle.Traces;
import com.sup.messenger.application.limit.ConnectionLimits;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.limit.EventLimits;
import com.sup.messenger.application.limit.Pauses;
import com.sup.messenger.application.limit.Permits;
import com.sup.messenger.application.message.ChatEntrance;
import com.sup.messenger.application.message.ChatLists;
import com.sup.messenger.application.message.ChatSignals;
import com.sup.messenger.application.message.ChatStateQuery;
import com.sup.messenger.application.message.MessageExpiries;
import com.sup.messenger.application.message.MessageHistory;
import com.sup.messenger.application.message.MessageLookup;
import com.sup.messenger.application.message.MessageRevisions;
import com.sup.messenger.application.message.Messaging;
import com.sup.messenger.application.message.OfflinePush;
import com.sup.messenger.application.message.Reactions;
import com.sup.messenger.application.message.ReadPush;
import com.sup.messenger.application.message.Receipts;
import com.sup.messenger.application.message.Typing;
import com.sup.messenger.application.message.UnreadCounts;
import com.sup.messenger.application.notification.NotificationNews;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.preference.Blocks;
import com.sup.messenger.application.preference.Mutes;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.presence.Presences;
import com.sup.messenger.application.presence.Viewing;
import com.sup.messenger.application.session.SessionRecovery;
import com.sup.messenger.application.session.SessionSearch;
import com.sup.messenger.application.session.SettledSessions;
import com.sup.messenger.application.session.SnapshotKeeper;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.trace.FrameTaps;
import com.sup.messenger.application.trace.FrameTraces;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;

/// The parts of the application, made and joined feature by feature. A part gets the parts above
/// it.
// NullAway does not know yet that fields may be assigned before super() (JEP 513).
@SuppressWarnings("NullAway")
final class Wiring {

  /// The world that the application gets from outside.
  ///
  /// @param instance the id of this instance, new at every start
  /// @param observer hears of everything that the application does
  record World(
      Ports ports,
      Settings settings,
      InstantSource clock,
      Scheduler scheduler,
      String instance,
      Observer observer) {}

  private final Ports ports;
  private final Settings settings;
  private final Limits limits;
  final InstantSource clock;
  private final Scheduler scheduler;
  private final String instance;
  final Observer observer;

  Wiring(World world) {
    ports = world.ports();
    settings = world.settings();
    limits = world.settings().limits();
    clock = world.clock();
    scheduler = world.scheduler();
    instance = world.instance();
    observer = world.observer();
    super();
  }

  // Delivery to the connections of this instance.
  private final ChatStates states =
      new ChatStates(
          ports.messageLog(),
          ports.reactionStore(),
          ports.receiptStore(),
          ports.chatDirectory(),
          ports.chatProfiles());
  final Fanout fanout =
      new Fanout(ports, scheduler, settings.timings(), states, this::onChange, this::onGap);
  final Gaps gaps = new Gaps(ports, fanout, scheduler, this::review);
  private final Memberships memberships =
      new Memberships(
          ports.chatDirectory(),
          ports.messageLog(),
          ports.eventBus(),
          fanout,
          settings.admission());
  private final HeadBound bound = new HeadBound(ports.messageLog());
  final MembershipReview membershipReview =
      new MembershipReview(ports.chatDirectory(), memberships, this::onGap);

  // The life of this instance.
  final Figures figures = new Figures(clock);
  final Lease lease = new Lease(ports, instance, figures, fanout, clock);
  final Readiness readiness = new Readiness(ports.eventBus(), instance, clock);
  final Upkeep upkeep = new Upkeep(scheduler);
  final RefusalCounts refusals = new RefusalCounts(figures);
  final InstanceTopic instanceTopic = new InstanceTopic(ports.eventBus(), instance);
  private final Echo echo = new Echo(instanceTopic, scheduler);
  final FrameTaps frames = new FrameTaps(instanceTopic, clock, scheduler);

  // Limits.
  private final Permits permits = new Permits(ports.rateLimiter());
  final Pauses pauses = new Pauses(clock);
  final ConnectionLimits connectionLimits =
      new ConnectionLimits(permits, limits.connections(), pauses, clock);
  private final Costs costs = new Costs(ports.rateLimiter(), limits.costs(), clock);
  final EventPipeline answering =
      new EventPipeline(
          new EventLimits(permits, limits.events(), clock), figures, refusals, observer, clock);

  private final CatchUp catchUp =
      new CatchUp(ports, memberships, bound, costs, settings.catchUp(), observer);

  // Messages.
  private final TimeOrderedIds ids = new TimeOrderedIds(clock);
  final NotificationNews notificationNews =
      new NotificationNews(ports.notificationStore(), ports.eventBus(), clock);
  final Notifications notifications =
      new Notifications(ports, notificationNews, ids, clock, new Background(scheduler));
  private final MessageLookup lookup = new MessageLookup(ports.messageLog(), memberships);
  private final UnreadCounts unread = new UnreadCounts(ports);
  final Reactions reactions =
      new Reactions(ports.reactionStore(), ports.messageLog(), lookup, notifications, clock);
  private final OfflinePush absentees = new OfflinePush(ports, fanout, scheduler, clock);
  final MessageRevisions revisions =
      new MessageRevisions(
          ports.messageLog(),
          ports.reactionStore(),
          ports.chatDirectory(),
          lookup,
          notifications,
          costs,
          clock);
  private final MessageExpiries expiries =
      new MessageExpiries(ports.durableTimers(), ports.messageLog(), revisions, clock);
  final Messaging messaging =
      new Messaging(
          ports.messageLog(),
          new ChatEntrance(memberships, catchUp),
          notifications,
          absentees,
          expiries,
          costs,
          ids,
          clock);
  final MessageHistory history =
      new MessageHistory(ports.messageLog(), ports.reactionStore(), memberships, costs);
  final ChatLists chatLists = new ChatLists(ports, unread, bound, costs, clock);
  final ChatStateQuery chatStates = new ChatStateQuery(states, memberships, costs);
  final ChatSignals signals =
      new ChatSignals(ports.chatDirectory(), memberships, ports.eventBus(), costs);
  final Receipts reading =
      new Receipts(
          ports.receiptStore(),
          lookup,
          unread,
          fanout,
          notifications,
          new ReadPush(ports, unread, scheduler),
          clock);

  // Presence.
  final Presences presences =
      new Presences(ports, clock, scheduler, settings.timings().presenceGrace());
  final PresenceFollowing following = new PresenceFollowing(ports, fanout, clock);
  final Viewing viewing =
      new Viewing(ports, memberships, catchUp, unread, bound, presences, fanout, clock);
  final Typing typing =
      new Typing(
          memberships, presences::isHidden, ports.eventBus(), clock, settings.timings().typing());

  // Calls.
  private final CallTransitions transitions =
      new CallTransitions(ports.callStore(), settings.timings(), clock);
  private final CallEvents callEvents =
      new CallEvents(
          ports,
          notifications,
          new CallPushes(ports, settings.timings().callDeadlines()),
          settings.timings().callDeadlines(),
          observer);
  private final CallMedia callMedia =
      new CallMedia(ports.eventBus(), ports.callStore(), callEvents);
  private final CallWatch callWatch =
      new CallWatch(
          transitions,
          callEvents,
          ports.durableTimers(),
          scheduler,
          settings.timings().callDeadlines());
  final DueTimers dueReminders =
      new DueTimers(ports.durableTimers(), presences, callWatch, expiries, clock);
  private final CallEvictions callEvictions =
      new CallEvictions(ports.callStore(), memberships, transitions, callEvents);
  private final IceServers iceServers = new IceServers(settings.ice(), clock);
  final CallBeginnings callBeginnings =
      new CallBeginnings(
          ports, memberships, transitions, callEvents, callWatch, callEvictions, iceServers, ids);
  final Calls calls = new Calls(ports.callStore(), transitions, callEvents, callMedia, iceServers);
  final CallRound callRound =
      new CallRound(ports.callStore(), transitions, callEvents, callMedia, callWatch);
  private final CallLegs callLegs =
      new CallLegs(ports, transitions, callEvents, callMedia, callWatch);
  private final CallReturns callReturns = new CallReturns(ports.callStore(), callMedia, callLegs);

  // Preferences.
  final Mutes mutes = new Mutes(ports, memberships, clock);
  final Blocks blocks = new Blocks(ports, callEvictions, clock);

  // The life of a connection.
  final Authentication authentication =
      new Authentication(ports.tokenVerifier(), ports.revocations(), pauses, clock);
  final OpenConnections open = new OpenConnections(instance);
  private final SnapshotKeeper keeper =
      new SnapshotKeeper(ports.sessionStore(), clock, Runtime.getRuntime().maxMemory());
  final SessionRecovery sessions =
      new SessionRecovery(
          ports.messageLog(),
          keeper,
          new SessionSearch(
              keeper, ports.eventBus(), ports.connectionRegistry(), ports.instances(), instance),
          ports.revocations(),
          costs);
  final SettledSessions settledSessions = new SettledSessions(ports.sessionStore(), keeper);
  final RegistryReconciler reconciler =
      new RegistryReconciler(
          open, ports.connectionRegistry(), new Traces(presences, viewing, callLegs));
  final RegistrySweep registrySweep =
      new RegistrySweep(instance, ports.connectionRegistry(), ports.instances(), reconciler);
  final Lifetimes lifetimes =
      new Lifetimes(
          limits.maxIdle(), connection -> callLegs.isInCall(connection.actor()), clock, scheduler);
  final Disconnecting disconnecting = new Disconnecting(ports, clock, scheduler);
  final Arrivals arrivals =
      new Arrivals(
          reconciler,
          fanout,
          disconnecting,
          new Crowding(
              ports.connectionRegistry(), ports.eventBus(), fanout, open, limits.maxConnections()),
          new SessionStart(
              fanout,
              catchUp,
              notificationNews,
              callLegs,
              callReturns,
              viewing,
              presences,
              following),
          settledSessions,
          figures,
          clock);
  final Exits exits = new Exits(open, fanout, reconciler, keeper, typing, callLegs, figures, clock);
  final SignalHandler consequences =
      new SignalHandler(
          fanout,
          catchUp,
          new Departures(memberships, typing, viewing, following, catchUp, fanout, callEvictions),
          disconnecting,
          callLegs,
          notificationNews,
          this::onGap);

  // The door for back-ends.
  final Administration administration =
      new Administration(
          new Chats(ports, notifications, callEvictions, clock),
          messaging,
          revisions,
          notifications,
          new Users(ports, unread, clock),
          disconnecting,
          new Statistics(ports.instances(), lease::self));

  // The door for operators.
  final Operations operations =
      new Operations(
          new HealthCheck(ports.instances(), lease::self, echo, clock),
          new UserCursors(ports),
          new Deliveries(ports),
          new TokenCheck(ports.tokenVerifier(), ports.revocations(), pauses, clock),
          new FrameTraces(instanceTopic, ports.instances(), scheduler));

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
