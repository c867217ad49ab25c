package com.sup.messenger.application;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sessions that outlive their connection: Socket.IO's connection state recovery.
final class Sessions {

  private final SessionStore store;
  private final Revocations revocations;
  private final InstantSource clock;

  Sessions(SessionStore store, Revocations revocations, InstantSource clock) {
    this.store = store;
    this.revocations = revocations;
    this.clock = clock;
  }

  /// Keeps what a connection that has dropped was like.
  void keep(
      Connection connection,
      PresenceStatus status,
      Set<Topic> topics,
      Map<ChatId, Long> positions,
      @Nullable CallId call) {
    Set<Topic> others =
        topics.stream()
            .filter(topic -> !(topic instanceof Topic.Chat))
            .collect(Collectors.toUnmodifiableSet());
    Actor actor = connection.actor();
    store.keep(
        connection.recoveryKey(),
        new Snapshot(
            connection.id(),
            actor.user(),
            actor.device(),
            status,
            others,
            positions,
            connection.sent(),
            call,
            clock.instant()));
  }

  /// The session that a client names, where it is the user's own, the offset is known in it, and it
  /// has not been revoked since. It is taken out in any case: a key works once.
  Optional<Arrival.Resumed> claim(String key, String offset, UserId user) {
    return store
        .claim(key)
        .filter(snapshot -> snapshot.user().equals(user))
        .filter(snapshot -> !snapshot.sentFrom(offset).isEmpty())
        .filter(snapshot -> !isRevoked(snapshot))
        .map(snapshot -> new Arrival.Resumed(snapshot, offset));
  }

  private boolean isRevoked(Snapshot snapshot) {
    return revocations
        .of(snapshot.user(), snapshot.device())
        .filter(snapshot.takenAt()::isBefore)
        .isPresent();
  }
}
