package com.sup.messenger.application.port.bus;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.presence.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// News from one instance to the instances that follow a topic.
public sealed interface Signal {

  /// Shows an event to the devices that follow the topic.
  record Show(ServerEvent event) implements Signal {}

  /// Shows an event to one device of the topic's user.
  record ShowOn(DeviceId device, ServerEvent event) implements Signal {}

  /// Announces a change of the notifications of the topic's user. Such changes are shown in their
  /// order.
  ///
  /// @param before the revision of the notifications before the change
  /// @param rev the revision after it
  /// @param events the events that show the change
  record NotificationsMoved(long before, long rev, List<ServerEvent> events) implements Signal {

    public NotificationsMoved {
      events = List.copyOf(events);
    }
  }

  /// Announces a message in the log of the topic's chat. Messages are delivered in the order of the
  /// log.
  record Appended(Posted posted) implements Signal {}

  /// Announces another version of a message in the log of the topic's chat.
  record Replaced(Posted posted) implements Signal {}

  /// Announces that the receipt of a user in the topic's chat has moved. It is shown to the authors
  /// of the messages that it covers now, and to the user.
  ///
  /// @param message the message that was received or read; its sequence number is `seq`
  /// @param before the sequence number of the receipt before
  /// @param read true for a read receipt, false for a delivered one
  record ReceiptMoved(
      UserId user, MessageId message, long before, long seq, boolean read, Instant at)
      implements Signal {

    /// Returns the same move from another place.
    public ReceiptMoved from(long place) {
      return new ReceiptMoved(user, message, place, seq, read, at);
    }
  }

  /// Counts a change of the topic's chat that is shown to nobody now.
  record Counted() implements Signal {}

  /// Makes the topic's user a member of the chat.
  ///
  /// @param head the newest place of the chat at that time, with the revision of the join
  record MembershipGained(ChatId chatId, Position head) implements Signal {}

  /// Ends the chat membership of the topic's user.
  record MembershipLost(ChatId chatId) implements Signal {}

  /// Ends the membership of users in the topic's chat: later messages are not for them. It precedes
  /// [MembershipLost], and its place is among the messages of the chat.
  record MembersRemoved(Set<UserId> users) implements Signal {

    public MembersRemoved {
      users = Set.copyOf(users);
    }
  }

  /// Disconnects devices of the topic's user.
  ///
  /// @param deviceId the device, or null for all of them
  /// @param issuedBefore a device stays if its token was issued at this time or later; null if none
  ///     stays
  /// @param farewell the event that the devices are sent first
  record Disconnect(
      @Nullable DeviceId deviceId, @Nullable Instant issuedBefore, ServerEvent.Failed farewell)
      implements Signal {}

  /// Announces that the topic's user has returned to the session with this private key, on another
  /// instance. A connection that still holds the session lets go of it.
  record SessionTaken(String key) implements Signal {}

  /// Ends connections of the topic's user, who has too many.
  ///
  /// @param connectionIds their public ids
  record CrowdedOut(Set<String> connectionIds) implements Signal {

    public CrowdedOut {
      connectionIds = Set.copyOf(connectionIds);
    }
  }

  /// News for one instance, about the instances themselves.
  sealed interface AboutInstances extends Signal {}

  /// Proves to an instance that its own subscription works.
  record Canary(long number) implements AboutInstances {}

  /// Announces that the topic's user has blocked a user, or has ended the block. The store says
  /// which.
  record BlockChanged(UserId other) implements Signal {}

  /// Shows the new presence of the topic's user, unless a later version was shown before.
  record PresenceMoved(Presence presence) implements Signal {}

  /// Asks an instance if it hears the others.
  ///
  /// @param from the instance that asks
  /// @param number the number of the question at that instance
  record Ping(String from, long number) implements AboutInstances {}

  /// Answers [Ping].
  ///
  /// @param from the instance that answers
  record Pong(String from, long number) implements AboutInstances {}

  /// Asks an instance for the frames of a user, for some seconds. It is repeated while the trace
  /// runs.
  ///
  /// @param id the id of the trace, unique for ever
  /// @param from the instance that asks
  record Trace(String id, String from, UserId user) implements AboutInstances {}

  /// Answers [Trace] with the frames since the last answer.
  ///
  /// @param from the instance that answers
  /// @param dropped the number of further frames, for which there was no room
  record Traced(String id, String from, List<FrameNote> frames, long dropped)
      implements AboutInstances {

    public Traced {
      frames = List.copyOf(frames);
    }
  }
}
