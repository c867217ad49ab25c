package com.sup.messenger.application.preference;

import com.sup.messenger.application.call.CallEvictions;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/// The blocked users of users (contract, "State and changes").
///
/// The events may be repeated. A repetition completes an earlier one that failed half-way.
public final class Blocks {

  private final Ports ports;
  private final CallEvictions partings;
  private final InstantSource clock;

  public Blocks(Ports ports, CallEvictions partings, InstantSource clock) {
    this.ports = ports;
    this.partings = partings;
    this.clock = clock;
  }

  /// Blocks a user. To the blocked one, this user goes offline. A call between the two ends.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD` if it is the user's own id, `PERMISSION_DENIED` if
  ///     [PreferenceStore#MAX_BLOCKS] other users are blocked
  public Reply block(Connection connection, UserId other) {
    UserId user = connection.actor().user();
    if (other.equals(user)) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "userId must be another user");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Block block = Block.at(ports.presenceStore().of(List.of(user)).getFirst(), now);
    if (!ports.preferenceStore().block(user, other, block)) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED,
          "You have blocked " + PreferenceStore.MAX_BLOCKS + " users, as many as you may");
    }
    tell(connection, other, new ServerEvent.UserBlocked(other));
    partings.part(user, other);
    return new Reply.Done();
  }

  /// Ends the block of a user, if there is one.
  public Reply unblock(Connection connection, UserId other) {
    ports.preferenceStore().unblock(connection.actor().user(), other);
    tell(connection, other, new ServerEvent.UserUnblocked(other));
    return new Reply.Done();
  }

  private void tell(Connection connection, UserId other, ServerEvent event) {
    UserId user = connection.actor().user();
    Signal review = new Signal.BlockChanged(other);
    Signal show = new Signal.Show(event);
    ports
        .eventBus()
        .publish(
            List.of(
                new Envelope(new Topic.Presence(user), review, null),
                new Envelope(new Topic.User(user), show, connection.origin())));
  }

  /// Returns the users whom the user has blocked, in the order of their ids.
  public Reply blocked(Actor actor) {
    return new Reply.BlockedUsers(
        ports.preferenceStore().blockedBy(actor.user()).stream()
            .sorted(Comparator.comparing(UserId::value))
            .toList());
  }
}
