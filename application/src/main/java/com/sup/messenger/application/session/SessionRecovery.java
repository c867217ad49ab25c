package com.sup.messenger.application.session;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.UserId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Sessions that outlive their connection: Socket.IO's connection state recovery.
public final class SessionRecovery {

  private final SentContents contents;
  private final SnapshotKeeper keeper;
  private final Costs costs;
  private final SessionSearch search;
  private final Revocations revocations;

  public SessionRecovery(
      MessageLog log,
      SnapshotKeeper keeper,
      SessionSearch search,
      Revocations revocations,
      Costs costs) {
    this.keeper = keeper;
    this.search = search;
    this.revocations = revocations;
    this.costs = costs;
    this.contents = new SentContents(log);
  }

  /// Claims the session that a client names.
  ///
  /// The session is refused if it is another user's, does not contain the offset, or has been
  /// revoked since. It is also refused if the user's limit of reading is spent. A token that names
  /// a device gets the sessions of that device only: another one's would escape the revocation of
  /// its own.
  ///
  /// @param isThere returns true while the client waits
  /// @return empty if there is no session for the client
  /// @throws UnavailableException if the client has gone: the session stays for its next connection
  /// @throws SessionHeldException as [SessionSearch#claim]
  public Optional<Arrival.Resumed> claim(
      String key, String offset, Actor actor, BooleanSupplier isThere) {
    UserId user = actor.user();
    if (!costs.admits(user, Costs.Kind.READ)) {
      return Optional.empty();
    }
    keeper.catchUp(key);
    Optional<Snapshot> found = search.claim(key, user, isThere);
    found.ifPresent(this::owe);
    if (!isThere.getAsBoolean()) {
      found.ifPresent(snapshot -> keeper.keep(key, snapshot));
      throw new UnavailableException("The client has gone");
    }
    if (found.filter(snapshot -> !isFor(actor, offset, snapshot)).isPresent()) {
      // The client that owns the session, and names a known offset, can claim it at once.
      keeper.keep(key, found.get());
      return Optional.empty();
    }
    return found
        .filter(snapshot -> !isRevoked(snapshot))
        .map(snapshot -> new Arrival.Resumed(filled(key, snapshot, offset), offset));
  }

  /// Fills in the contents of the messages that the client is sent again.
  ///
  /// @param offset the last event that the client has received
  private Snapshot filled(String key, Snapshot snapshot, String offset) {
    return filled(key, snapshot, snapshot.sent().size() - snapshot.sentFrom(offset).size() + 1);
  }

  private Snapshot filled(String key, Snapshot snapshot, int from) {
    try {
      Snapshot filled = contents.with(snapshot, from);
      owe(filled);
      return filled;
    } catch (UnavailableException e) {
      keeper.keep(key, snapshot);
      throw e;
    }
  }

  private static boolean isFor(Actor actor, String offset, Snapshot snapshot) {
    return snapshot.user().equals(actor.user())
        && (!actor.bound() || snapshot.device().equals(actor.device()))
        && !snapshot.sentFrom(offset).isEmpty();
  }

  private boolean isRevoked(Snapshot snapshot) {
    return revocations
        .of(snapshot.user())
        .before(snapshot.device())
        .filter(snapshot.takenAt()::isBefore)
        .isPresent();
  }

  /// Takes over the session that another instance has handed over. It must be the user's own, and
  /// nobody else may have claimed it meanwhile. The client is not sent the same events again.
  ///
  /// @param fence the fencing token of the connection that was handed over
  /// @return empty if there is no session for the client
  public Optional<Arrival.HandedOver> takeOver(String key, long fence, UserId user) {
    if (!(keeper.claim(key, user) instanceof Claim.Granted(Snapshot snapshot))) {
      return Optional.empty();
    }
    owe(snapshot);
    if (snapshot.fence() != fence + 1) {
      keeper.keep(key, snapshot);
      return Optional.empty();
    }
    return Optional.of(snapshot)
        .filter(_ -> snapshot.user().equals(user))
        .filter(_ -> !isRevoked(snapshot))
        .map(claimed -> filled(key, claimed, 0))
        .map(Arrival.HandedOver::new);
  }

  private void owe(Snapshot snapshot) {
    costs.owe(snapshot.user(), Costs.Kind.READ, SnapshotKeeper.weight(snapshot));
  }
}
