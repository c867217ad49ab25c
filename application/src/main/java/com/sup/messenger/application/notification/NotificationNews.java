package com.sup.messenger.application.notification;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.connection.ToldNotifications;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.NotificationStore.News;
import com.sup.messenger.application.port.NotificationStore.Step;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal.NotificationsMoved;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells the devices of users how their notifications change, and makes good the news that the bus
/// has lost.
///
/// A change is stored before it is published, and the news can be lost. So a connection knows the
/// revision of what its client was told. If that of the store differs, the store is read.
public final class NotificationNews {

  /// The most readings in a row while news come by the bus too. The next round makes good the rest.
  private static final int TRIES = 3;

  private final NotificationStore store;
  private final EventBus bus;
  private final InstantSource clock;

  public NotificationNews(NotificationStore store, EventBus bus, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
  }

  /// Shows steps to the devices of their users.
  ///
  /// @param events returns the events of a step
  void tell(Map<UserId, Step> steps, Function<Step, List<ServerEvent>> events) {
    bus.publish(
        steps.entrySet().stream()
            .filter(of -> !of.getValue().isEmpty())
            .map(of -> moved(of.getKey(), of.getValue(), events.apply(of.getValue())))
            .toList());
  }

  private static Envelope moved(UserId user, Step step, List<ServerEvent> events) {
    return new Envelope(
        new Topic.User(user), new NotificationsMoved(step.before(), step.rev(), events), null);
  }

  /// Shows a step to the devices of its user.
  ///
  /// @param cause the connection that caused it, which is not shown it; null if there is none
  void tell(UserId user, Step step, List<ServerEvent> events, @Nullable Connection cause) {
    if (step.isEmpty()) {
      return;
    }
    NotificationsMoved moved = new NotificationsMoved(step.before(), step.rev(), events);
    if (cause != null) {
      cause.state().notifications().hear(moved, () -> {});
    }
    Envelope.Origin except = cause == null ? null : cause.origin();
    bus.publish(new Envelope(new Topic.User(user), moved, except));
  }

  /// Returns the unread notifications of the user of an arriving connection, oldest first. For a
  /// continued session, these are only the changes since then. The connection must follow its user.
  public News missed(Connection connection, Arrival arrival) {
    long from = 0;
    Set<ServerEvent> sent = Set.of();
    if (arrival instanceof Arrival.Continued continued) {
      Snapshot snapshot = continued.snapshot();
      from = snapshot.notified();
      sent = snapshot.sent().stream().map(Snapshot.Sent::event).collect(Collectors.toSet());
    }
    return unsent(store.since(connection.actor().user(), from, oldest()), sent);
  }

  /// Sends an arriving connection what it has [missed], and what has changed since that was read.
  public void replay(Connection connection, News missed) {
    if (!connection.state().notifications().begin(missed, connection::send)) {
      makeGood(connection);
    }
  }

  private static News unsent(News news, Set<ServerEvent> sent) {
    return new News(
        news.rev(), news.events().stream().filter(event -> !sent.contains(event)).toList());
  }

  /// Sends a connection the news that it has missed. Does nothing before its [replay][#replay].
  public void makeGood(Connection connection) {
    ToldNotifications told = connection.state().notifications();
    boolean done = !told.hasBegun();
    for (int i = 0; i < TRIES && !done; i++) {
      long from = told.reached();
      News news = store.since(connection.actor().user(), from, oldest());
      done = told.goOn(from, news, connection::send);
    }
  }

  /// Compares connections with the store, and sends the news that were lost. The store is called
  /// once for each [NotificationStore#MAX_ASKED] users, and again for each connection that differs.
  public void round(Collection<Connection> connections) {
    Map<UserId, List<Connection>> byUser =
        connections.stream().collect(Collectors.groupingBy(c -> c.actor().user()));
    for (List<UserId> page : Pages.of(byUser.keySet(), NotificationStore.MAX_ASKED)) {
      Map<UserId, Long> revisions = store.revisions(page);
      for (UserId user : page) {
        long rev = revisions.getOrDefault(user, 0L);
        byUser.getOrDefault(user, List.of()).stream()
            .filter(connection -> connection.state().notifications().reached() != rev)
            .forEach(this::makeGood);
      }
    }
  }

  private Instant oldest() {
    return clock.instant().minus(Notice.KEPT);
  }
}
