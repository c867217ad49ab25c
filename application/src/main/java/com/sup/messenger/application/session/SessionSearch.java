package com.sup.messenger.application.session;

import com.sup.messenger.application.connection.ConnectionId;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Claims a session for a client that returns, and waits while another connection still holds it.
public final class SessionSearch {

  /// The first pause between two claims; each pause is twice as long as the one before. Most
  /// sessions are free at once. All clients of a killed instance search at the same time.
  private static final long FIRST_PAUSE_MILLIS = 25;

  private static final long LAST_PAUSE_MILLIS = 800;

  /// The claims for a session that a connection holds: over 4.8 s, longer than a claim is pending.
  private static final int MANY_LOOKS = 10;

  /// The claims for a session that an instance may not have stored yet: over 0.8 s, longer than the
  /// instance waits before it tries again.
  private static final int SOME_LOOKS = 6;

  /// The number of claims after which the holder is called again: it may be another one by now.
  private static final int LOOKS_A_CALL = 3;

  /// An instance that has not beaten for this time is taken for dead. It is three beats.
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private final SnapshotKeeper keeper;
  private final EventBus bus;
  private final ConnectionRegistry registry;
  private final Instances instances;
  private final String instance;

  /// Creates a search.
  ///
  /// @param instance the id of this instance
  public SessionSearch(
      SnapshotKeeper keeper,
      EventBus bus,
      ConnectionRegistry registry,
      Instances instances,
      String instance) {
    this.keeper = keeper;
    this.bus = bus;
    this.registry = registry;
    this.instances = instances;
    this.instance = instance;
  }

  /// Claims the session with a key.
  ///
  /// @param isThere returns false if the client has gone, which ends the search early
  /// @return empty if there is no such session
  /// @throws SessionHeldException if an instance that is alive does not let go of it
  /// @throws com.sup.messenger.application.port.UnavailableException if the store does not answer
  Optional<Snapshot> claim(String key, UserId user, BooleanSupplier isThere) {
    // At least twice: the session may be released between two claims.
    int looks = 2;
    boolean isClaimed = false;
    for (int look = 0; look < looks && isThere.getAsBoolean(); look++) {
      if (look > 0) {
        pauseBefore(look);
      }
      Claim claim = ask(key, user);
      if (claim instanceof Claim.Granted(Snapshot snapshot)) {
        return Optional.of(snapshot);
      }
      isClaimed = claim instanceof Claim.Pending;
      looks = looksAfter(look, claim, looks, key, user);
    }
    if (isClaimed || (looks == MANY_LOOKS && holder(key, user).isPresent())) {
      throw new SessionHeldException();
    }
    return Optional.empty();
  }

  /// Claims the session. A claim that is overdue goes only if no connection holds the session: an
  /// arrival may take long, or its claim could not be settled.
  private Claim ask(String key, UserId user) {
    Claim claim = keeper.claim(key, user);
    return claim instanceof Claim.Pending(boolean overdue) && overdue && holder(key, user).isEmpty()
        ? keeper.claimOverdue(key, user)
        : claim;
  }

  /// Returns the number of claims to make, after one that was not granted.
  private int looksAfter(int look, Claim claim, int looks, String key, UserId user) {
    boolean calls = look % LOOKS_A_CALL == 0;
    if (claim instanceof Claim.Pending(boolean overdue)) {
      // Later than for a lost connection: the other one may be newer, and end this search.
      if (calls && overdue && look >= SOME_LOOKS) {
        call(key, user);
      }
      return MANY_LOOKS;
    }
    return calls ? Math.max(2, looksFor(key, user)) : looks;
  }

  private static void pauseBefore(int look) {
    long millis = Math.min(FIRST_PAUSE_MILLIS << (look - 1), LAST_PAUSE_MILLIS);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /// Returns the number of claims to make, after one found nothing. The holder may not know yet
  /// that its connection is lost, so it is called. Without a holder, an instance may not have
  /// stored the session yet.
  private int looksFor(String key, UserId user) {
    if (holder(key, user).isPresent()) {
      call(key, user);
      return MANY_LOOKS;
    }
    boolean alone = instances.live().stream().allMatch(other -> other.id().equals(instance));
    return alone ? 0 : SOME_LOOKS;
  }

  /// Asks the holder of the session to let go of it.
  private void call(String key, UserId user) {
    bus.publish(new Envelope(new Topic.User(user), new Signal.SessionTaken(key), null));
  }

  /// Returns the instance at which a connection holds the session, if that instance is alive.
  private Optional<String> holder(String key, UserId user) {
    String id = ConnectionId.of(key);
    return registry.of(user).stream()
        .filter(entry -> entry.connectionId().equals(id))
        .map(ConnectionRegistry.Entry::instance)
        .findFirst()
        .filter(held -> instances.hasBeaten(held, SILENCE));
  }
}
