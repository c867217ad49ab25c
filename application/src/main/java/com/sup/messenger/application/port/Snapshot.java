package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A session that has dropped, as it was.
///
/// @param connectionId its public id
/// @param fence how often the session has been claimed
/// @param status what its device said of the user
/// @param topics what it followed, its chats apart
/// @param positions the place up to which it was sent each chat
/// @param sent what it was sent and may not have received, in order; the first it has received
/// @param call the call that its device was in
/// @param takenAt when it dropped
public record Snapshot(
    String connectionId,
    long fence,
    UserId user,
    DeviceId device,
    PresenceStatus status,
    Set<Topic> topics,
    Map<ChatId, Long> positions,
    List<Sent> sent,
    @Nullable CallId call,
    Instant takenAt) {

  public Snapshot {
    topics = Set.copyOf(topics);
    positions = Map.copyOf(positions);
    sent = List.copyOf(sent);
  }

  /// The same, claimed.
  public Snapshot fencedBy(long greater) {
    return new Snapshot(
        connectionId, greater, user, device, status, topics, positions, sent, call, takenAt);
  }

  /// An event under the offset that the client knows it by.
  public record Sent(String offset, ServerEvent event) {}

  /// What was sent from an offset on, what stands under the offset itself first; empty where
  /// nothing does.
  public List<Sent> sentFrom(String offset) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).offset().equals(offset)) {
        return sent.subList(i, sent.size());
      }
    }
    return List.of();
  }
}
