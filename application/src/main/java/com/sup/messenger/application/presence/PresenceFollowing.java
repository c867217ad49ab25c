package com.sup.messenger.application.presence;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Subscriptions of connections to the presence of users who share a chat with their own.
public final class PresenceFollowing {

  /// The most users that one connection may follow.
  public static final int MAX_FOLLOWED = 1_000;

  private final Ports ports;
  private final Fanout fanout;
  private final InstantSource clock;

  public PresenceFollowing(Ports ports, Fanout fanout, InstantSource clock) {
    this.ports = ports;
    this.fanout = fanout;
    this.clock = clock;
  }

  /// Subscribes a connection to the presence of users who share a chat with its user.
  ///
  /// @throws RefusedException `PERMISSION_DENIED` if none of them does, `INVALID_PAYLOAD` if the
  ///     connection would follow more than [#MAX_FOLLOWED]
  public Reply subscribe(Connection connection, List<UserId> users) {
    Set<UserId> asked = new LinkedHashSet<>(users);
    Set<UserId> sharing = ports.chatDirectory().sharing(connection.actor().user(), asked);
    List<UserId> visible = asked.stream().filter(sharing::contains).toList();
    List<UserId> denied = asked.stream().filter(user -> !sharing.contains(user)).toList();
    if (visible.isEmpty() && !denied.isEmpty()) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "Only users who share a chat see each other's presence");
    }
    requireRoom(connection, visible);
    return new Reply.PresenceSubscribed(follow(connection, visible), denied);
  }

  private void requireRoom(Connection connection, List<UserId> users) {
    Set<UserId> all = new LinkedHashSet<>(users);
    all.addAll(followed(connection.state().topics()));
    if (all.size() > MAX_FOLLOWED) {
      throw new RefusedException(
          Refusal.INVALID_PAYLOAD,
          "userIds must not take this device past " + MAX_FOLLOWED + " subscriptions");
    }
  }

  private static List<UserId> followed(Set<Topic> topics) {
    return topics.stream()
        .filter(Topic.Presence.class::isInstance)
        .map(topic -> ((Topic.Presence) topic).userId())
        .toList();
  }

  private List<PresenceChanged> follow(Connection connection, List<UserId> users) {
    users.forEach(user -> fanout.follow(connection, new Topic.Presence(user)));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Read after the subscription, so that no change falls in between.
    Map<UserId, Block> blocks = blocksOf(connection.actor().user(), users);
    return ports.presenceStore().of(users).stream()
        .map(presence -> fanout.show(connection, presence.toldAt(now), blocks.get(presence.user())))
        .map(PresenceChanged::of)
        .toList();
  }

  /// Returns the blocks of one user by others, by the blocking user.
  private Map<UserId, Block> blocksOf(UserId blocked, Collection<UserId> users) {
    Map<UserId, Set<UserId>> asked =
        users.stream().distinct().collect(Collectors.toMap(user -> user, _ -> Set.of(blocked)));
    Map<UserId, Block> blocks = new HashMap<>();
    ports
        .preferenceStore()
        .blocks(asked)
        .forEach((user, own) -> own.values().forEach(block -> blocks.put(user, block)));
    return blocks;
  }

  /// Subscribes a resumed session to the users that it followed, if they still share a chat with
  /// its user.
  public void follow(Connection connection, Set<Topic> topics) {
    UserId user = connection.actor().user();
    follow(connection, List.copyOf(ports.chatDirectory().sharing(user, followed(topics))));
  }

  /// Ends the subscriptions to users who no longer share a chat with the connection's user.
  public void unfollowUnshared(Connection connection) {
    List<UserId> followed = followed(connection.state().topics());
    if (!followed.isEmpty()) {
      Set<UserId> sharing = ports.chatDirectory().sharing(connection.actor().user(), followed);
      unfollow(connection, followed.stream().filter(user -> !sharing.contains(user)).toList());
    }
  }

  /// Ends subscriptions of a connection.
  public Reply unsubscribe(Connection connection, List<UserId> users) {
    unfollow(connection, users);
    return new Reply.Done();
  }

  private void unfollow(Connection connection, List<UserId> users) {
    users.forEach(user -> fanout.unfollow(connection, new Topic.Presence(user)));
  }
}
