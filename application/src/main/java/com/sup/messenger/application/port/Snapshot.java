package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state of a session at the time its connection dropped.
///
/// @param connectionId its public id
/// @param fence the fencing token: the number of claims of the session
/// @param status the presence status of its device
/// @param topics the topics that it followed, except chats
/// @param positions for each chat, the place up to which it was sent messages and changes
/// @param sent the events that the client may not have received, in order; the client has received
///     the first one. Messages in a stored snapshot have no content
/// @param notified the revision up to which the client knows the notifications of its user
/// @param call the call that its device was in, if any
/// @param takenAt the time of the drop
public record Snapshot(
    String connectionId,
    long fence,
    UserId user,
    DeviceId device,
    PresenceStatus status,
    Set<Topic> topics,
    Map<ChatId, Position> positions,
    List<Sent> sent,
    long notified,
    @Nullable CallId call,
    Instant takenAt) {

  public Snapshot {
    topics = Set.copyOf(topics);
    positions = Map.copyOf(positions);
    sent = List.copyOf(sent);
  }

  /// Returns the snapshot with a greater fencing token.
  public Snapshot fencedBy(long greater) {
    return new Snapshot(
        connectionId,
        greater,
        user,
        device,
        status,
        topics,
        positions,
        sent,
        notified,
        call,
        takenAt);
  }

  /// Returns the snapshot with other sent events.
  public Snapshot withSent(List<Sent> others) {
    return new Snapshot(
        connectionId,
        fence,
        user,
        device,
        status,
        topics,
        positions,
        others,
        notified,
        call,
        takenAt);
  }

  /// Returns the snapshot with the part of an earlier one that its connection has not resumed.
  ///
  /// Status and time are the earlier ones. The earlier events that were not sent again come last.
  public Snapshot withRestOf(Snapshot before) {
    Set<Topic> all = new HashSet<>(before.topics);
    all.addAll(topics);
    Map<ChatId, Position> reached = new HashMap<>(before.positions);
    reached.putAll(positions);
    return new Snapshot(
        connectionId,
        fence,
        user,
        device,
        before.status,
        all,
        reached,
        sentWithRestOf(before),
        Math.max(notified, before.notified),
        call,
        before.takenAt);
  }

  private List<Sent> sentWithRestOf(Snapshot before) {
    if (sent.isEmpty()) {
      return before.sent;
    }
    Set<String> offsets = sent.stream().map(Sent::offset).collect(Collectors.toSet());
    Stream<Sent> unsent =
        before.sentFrom(sent.getFirst().offset()).stream()
            .filter(event -> !offsets.contains(event.offset()));
    return Stream.concat(sent.stream(), unsent).toList();
  }

  /// Returns the snapshot with its positions advanced to the messages and states sent. The events
  /// repeat those of an interrupted replay.
  public Snapshot advanced() {
    Map<ChatId, Position> reached = new HashMap<>(positions);
    for (Sent one : sent) {
      switch (one.event()) {
        case ServerEvent.MessageNew(ChatMessage message, _) ->
            reached.merge(message.chatId(), new Position(message.seq(), 0), Position::max);
        case ServerEvent.ChatState state ->
            reached.merge(state.chatId(), new Position(0, state.rev()), Position::max);
        default -> {}
      }
    }
    return new Snapshot(
        connectionId, fence, user, device, status, topics, reached, sent, notified, call, takenAt);
  }

  /// An event, with the offset by which the client names it.
  public record Sent(String offset, ServerEvent event) {}

  /// Returns the events sent from an offset on; the event with the offset is first.
  ///
  /// @return empty if no event has the offset
  public List<Sent> sentFrom(String offset) {
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sent.get(i).offset().equals(offset)) {
        return sent.subList(i, sent.size());
      }
    }
    return List.of();
  }
}
