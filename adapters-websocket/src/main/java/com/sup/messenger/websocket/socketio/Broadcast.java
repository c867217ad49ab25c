package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sockets of this node in any of some rooms, and in none of some others. Immutable.
///
/// The sockets are found anew at each call. Each socket is always in the room that has its id as
/// name.
public final class Broadcast implements Emitter {

  private final Namespace namespace;
  private final Set<String> rooms;
  private final Set<String> except;

  Broadcast(Namespace namespace, Set<String> rooms, Set<String> except) {
    this.namespace = namespace;
    this.rooms = rooms;
    this.except = except;
  }

  /// Returns a broadcast that includes these rooms too. A broadcast to no room reaches the whole
  /// namespace.
  public Broadcast to(String... more) {
    return new Broadcast(namespace, union(rooms, more), except);
  }

  /// Returns a broadcast without the sockets of these rooms.
  public Broadcast except(String... more) {
    return new Broadcast(namespace, rooms, union(except, more));
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  /// Queues the event, once for each socket.
  @Override
  public void emit(EncodedEvent event) {
    var messages = event.messagesFor(namespace.name());
    stream().forEach(socket -> socket.send(messages));
  }

  /// Returns the sockets that it reaches now.
  public Set<Socket> sockets() {
    return stream().collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the number of sockets that it reaches now.
  public int size() {
    return (int) stream().count();
  }

  private Stream<Socket> stream() {
    Stream<Socket> sockets =
        switch (rooms.size()) {
          case 0 -> namespace.sockets().stream();
          case 1 -> members(rooms.iterator().next());
          default -> rooms.stream().flatMap(this::members).distinct();
        };
    return except.isEmpty()
        ? sockets
        : sockets.filter(socket -> except.stream().noneMatch(socket::isIn));
  }

  private Stream<Socket> members(String room) {
    Stream<Socket> joined = namespace.rooms().in(room).stream();
    return namespace
        .socket(room)
        .map(self -> Stream.concat(Stream.of(self), joined.filter(other -> other != self)))
        .orElse(joined);
  }

  private static Set<String> union(Collection<String> some, String... more) {
    Set<String> union = new LinkedHashSet<>(some);
    union.addAll(List.of(more));
    return union;
  }
}
