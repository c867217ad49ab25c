package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.ConnectionRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open connections of this instance, by their ids.
///
/// Connections of one session share an id. If a connection has overtaken another one that is still
/// open, only the later one is here.
public final class OpenConnections {

  private final String instance;
  private final Map<String, Connection> byId = new ConcurrentHashMap<>();

  /// Creates an empty map.
  ///
  /// @param instance the id of this instance
  public OpenConnections(String instance) {
    this.instance = instance;
  }

  /// Returns the id of this instance.
  public String instance() {
    return instance;
  }

  /// Adds a connection, in place of an earlier one of its session.
  public void add(Connection connection) {
    byId.put(connection.id(), connection);
  }

  /// Removes a connection.
  ///
  /// @return false if another one has overtaken it
  public boolean remove(Connection connection) {
    return byId.remove(connection.id(), connection);
  }

  /// Returns the connection with an id.
  public Optional<Connection> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Returns true if the entry is of this instance, and a connection with its id is open.
  public boolean has(ConnectionRegistry.Entry entry) {
    return entry.instance().equals(instance) && byId.containsKey(entry.connectionId());
  }

  /// Returns a view of the ids of all connections.
  public Set<String> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  /// Returns all connections.
  public List<Connection> all() {
    return List.copyOf(byId.values());
  }

  /// Returns the connections that have been sent what they missed.
  public List<Connection> live() {
    return byId.values().stream()
        .filter(connection -> connection.state().phase() == Phase.LIVE)
        .toList();
  }

  /// Returns the number of connections that use a transport now.
  ///
  /// @param transport a name that [Connection#transport()] returns
  public long count(String transport) {
    return byId.values().stream()
        .filter(connection -> connection.transport().equals(transport))
        .count();
  }

  /// Returns the entry of a connection in the [registry][ConnectionRegistry].
  public ConnectionRegistry.Entry entry(Connection connection) {
    Actor actor = connection.actor();
    return new ConnectionRegistry.Entry(
        connection.id(),
        instance,
        actor.user(),
        actor.device(),
        connection.transport(),
        connection.connectedAt(),
        connection.address());
  }
}
