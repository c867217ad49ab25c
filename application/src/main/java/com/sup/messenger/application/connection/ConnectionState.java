package com.sup.messenger.application.connection;

import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The state of one connection: its phase, and all that this instance keeps for it.
///
/// Safe for use by many threads. The phase is changed by the calls for the connection, which come
/// one at a time. A change that the phase does not allow throws [IllegalStateException].
public final class ConnectionState {

  private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
  private final Map<ChatId, Instant> typing = new ConcurrentHashMap<>();
  private final ToldNotifications notifications = new ToldNotifications();
  private volatile Phase phase = Phase.ACCEPTED;
  private volatile @Nullable PresenceStatus said;
  private volatile boolean revoked;

  /// The session that the arrival continues, until it is complete.
  private volatile @Nullable Snapshot before;

  /// Returns the phase.
  public Phase phase() {
    return phase;
  }

  /// Returns true from the begin of the arrival to the end of the connection.
  public boolean isOpen() {
    return phase.isOpen();
  }

  /// Returns true if the connection has ended here.
  public boolean hasEnded() {
    return phase.isEnd();
  }

  /// Begins the arrival. If the connection ends before [#arrived], its snapshot has the part of the
  /// earlier session that it has not resumed.
  public void arrive(Arrival arrival) {
    moveTo(Phase.ARRIVING);
    before = arrival instanceof Arrival.Continued continued ? continued.snapshot() : null;
  }

  /// Ends the arrival.
  public void arrived() {
    moveTo(Phase.LIVE);
    before = null;
  }

  /// Ends the connection here, as another instance is to take its session over. Its typing is
  /// forgotten: it ends by time, or by a message.
  public void handOver() {
    moveTo(Phase.HANDED_OVER);
    typing.clear();
  }

  /// Ends the connection.
  ///
  /// @return false if it has never arrived, so that nothing was kept for it
  public boolean close() {
    return moveTo(Phase.CLOSED) != Phase.ACCEPTED;
  }

  private synchronized Phase moveTo(Phase next) {
    Phase last = phase;
    if (!last.mayBecome(next)) {
      throw new IllegalStateException("A connection that is " + last + " cannot become " + next);
    }
    phase = next;
    return last;
  }

  /// Notes that the connection is about to end.
  ///
  /// @param token true if that is since its token has been revoked
  public void revoke(boolean token) {
    if (token) {
      revoked = true;
    }
  }

  /// Returns true if the token of the connection has been revoked, as far as is known here.
  public boolean isRevoked() {
    return revoked;
  }

  /// Notes that the connection follows a topic.
  ///
  /// @return false if it is not open, and follows nothing
  public boolean follow(Topic topic) {
    if (isOpen()) {
      topics.add(topic);
      return true;
    }
    return false;
  }

  /// Notes that the connection no longer follows a topic.
  public void unfollow(Topic topic) {
    if (isOpen()) {
      topics.remove(topic);
    }
  }

  /// Returns up to which revision the client knows the notifications of its user.
  public ToldNotifications notifications() {
    return notifications;
  }

  /// Returns the topics that the connection follows. Empty if it is not open.
  public Set<Topic> topics() {
    return isOpen() ? Set.copyOf(topics) : Set.of();
  }

  /// Returns the topics that the connection followed at its end.
  public Set<Topic> lastTopics() {
    return Set.copyOf(topics);
  }

  /// Notes the presence status that the device has set.
  public void say(PresenceStatus status) {
    said = status;
  }

  /// Returns the presence status of the device. Empty if the connection is not open, or does not
  /// count in the presence of its user yet.
  public Optional<PresenceStatus> said() {
    return isOpen() ? Optional.ofNullable(said) : Optional.empty();
  }

  /// Notes that the user types in a chat on this connection.
  ///
  /// @param lapse the time after which typing ends by itself, and is forgotten
  public void beginTyping(ChatId chat, Instant now, Duration lapse) {
    typing.values().removeIf(since -> !since.plus(lapse).isAfter(now));
    typing.put(chat, now);
  }

  /// Notes that the user no longer types in a chat on this connection.
  ///
  /// @return false if it did not type there
  public boolean endTyping(ChatId chat) {
    return typing.remove(chat) != null;
  }

  /// Returns the chats in which the user types on this connection.
  public Set<ChatId> typing() {
    return Set.copyOf(typing.keySet());
  }

  /// Returns the snapshot of the session, for the next connection of the client. It has all events
  /// that the connection was sent before the call.
  ///
  /// @param positions for each chat, the place up to which it was sent messages and changes
  /// @param call the call that its device was in
  /// @param now the time of the snapshot, unless an earlier session was not resumed completely
  public Snapshot snapshot(
      Connection connection, Map<ChatId, Position> positions, @Nullable CallId call, Instant now) {
    Set<Topic> others =
        topics.stream().filter(topic -> !(topic instanceof Topic.Chat)).collect(Collectors.toSet());
    Actor actor = connection.actor();
    PresenceStatus status = said;
    // Before the sent events: what is sent in between is then among them.
    long notified = notifications.reached();
    Snapshot own =
        new Snapshot(
            connection.id(),
            connection.fence(),
            actor.user(),
            actor.device(),
            status == null ? PresenceStatus.ONLINE : status,
            others,
            positions,
            connection.lastSent(),
            notified,
            call,
            now);
    Snapshot rest = before;
    return (rest == null ? own : own.withRestOf(rest)).advanced();
  }
}
