package com.sup.messenger.application.lifecycle;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.OpenConnections;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Bounds the connections of each user at a time: the oldest ones end.
///
/// The bound is exact for the connections of one instance. Over all instances it is as exact as the
/// registry: a connection that has not entered yet counts with the next one.
public final class Crowding {

  private static final System.Logger LOG = System.getLogger(Crowding.class.getName());

  private final ConnectionRegistry registry;
  private final EventBus bus;
  private final Fanout fanout;
  private final OpenConnections open;
  private final int max;

  /// Creates the bound.
  ///
  /// @param max the most connections of a user; [Integer#MAX_VALUE] for no bound
  public Crowding(
      ConnectionRegistry registry, EventBus bus, Fanout fanout, OpenConnections open, int max) {
    this.registry = registry;
    this.bus = bus;
    this.fanout = fanout;
    this.open = open;
    this.max = max;
  }

  /// Ends the user's oldest connections if there are too many. The newcomer has an entry and
  /// follows its user, and is never ended.
  void makeRoomFor(Connection newcomer) {
    if (max == Integer.MAX_VALUE) {
      return;
    }
    UserId user = newcomer.actor().user();
    Map<String, Connection> here =
        fanout.followersOf(new Topic.User(user)).stream()
            .collect(Collectors.toMap(Connection::id, c -> c, (a, _) -> a));
    if (here.size() <= max && registry.count(user) <= max) {
      return;
    }
    Map<String, ConnectionRegistry.Entry> all = new HashMap<>();
    registry.of(user).forEach(entry -> all.put(entry.connectionId(), entry));
    here.values().forEach(one -> all.putIfAbsent(one.id(), open.entry(one)));
    Set<String> oldest =
        all.values().stream()
            .filter(entry -> !entry.connectionId().equals(newcomer.id()))
            .sorted(
                Comparator.comparing(ConnectionRegistry.Entry::connectedAt)
                    .thenComparing(ConnectionRegistry.Entry::connectionId))
            .limit(Math.max(0, all.size() - max))
            .map(ConnectionRegistry.Entry::connectionId)
            .collect(Collectors.toSet());
    oldest.stream().filter(here::containsKey).map(here::get).forEach(Crowding::end);
    oldest.removeAll(here.keySet());
    if (!oldest.isEmpty()) {
      tell(user, oldest);
    }
  }

  private void tell(UserId user, Set<String> elsewhere) {
    try {
      Signal signal = new Signal.CrowdedOut(elsewhere);
      bus.publish(new Envelope(new Topic.User(user), signal, null));
    } catch (UnavailableException _) {
      // The next connection of the user tries again.
      LOG.log(System.Logger.Level.DEBUG, "Connections over the limit of a user stay for now");
    }
  }

  /// Ends a connection in favour of newer ones. Never blocks.
  static void end(Connection connection) {
    connection.send(
        new ServerEvent.Failed(
            Refusal.RATE_LIMIT_EXCEEDED,
            "Too many connections at a time: the oldest one ends",
            null,
            null));
    connection.end(Ending.CROWDED_OUT);
  }
}
