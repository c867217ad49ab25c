package com.sup.messenger.application.port.bus;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.presence.Presence;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one instance tells the others.
public sealed interface Signal {

  /// An event to be shown to the devices of the topic.
  record Show(ServerEvent event) implements Signal {}

  /// An event to be shown to one device of the topic's user alone.
  record ShowOn(DeviceId device, ServerEvent event) implements Signal {}

  /// A message has been appended to the log of the topic's chat; delivered in the order of the log.
  record Appended(Posted posted) implements Signal {}

  /// The topic's user is a member of the chat from now on.
  ///
  /// @param headSeq the place of the chat's newest message at that time
  record MembershipGained(ChatId chatId, long headSeq) implements Signal {}

  /// The topic's user is no longer a member of the chat.
  record MembershipLost(ChatId chatId) implements Signal {}

  /// Users are no longer members of the topic's chat: what is appended from now on is not for them.
  /// Goes before [MembershipLost] and has its place among what is appended.
  record MembersRemoved(Set<UserId> users) implements Signal {

    public MembersRemoved {
      users = Set.copyOf(users);
    }
  }

  /// The topic's user is to be disconnected.
  ///
  /// @param deviceId the device, or null for all of them
  /// @param issuedBefore who has a token that was not issued before may stay; null for nobody
  /// @param farewell what the devices are told before
  record Disconnect(
      @Nullable DeviceId deviceId, @Nullable Instant issuedBefore, ServerEvent.Failed farewell)
      implements Signal {}

  /// The topic's user has come back to the session of that private key, on another instance:
  /// whoever still holds it lets go of it.
  record SessionTaken(String key) implements Signal {}

  /// Connections of the topic's user are to end, for the user has too many.
  ///
  /// @param connectionIds their public ids
  record CrowdedOut(Set<String> connectionIds) implements Signal {

    public CrowdedOut {
      connectionIds = Set.copyOf(connectionIds);
    }
  }

  /// Shows an instance that its own subscription works.
  record Canary(long number) implements Signal {}

  /// Others see something else of the topic's user; shown unless a later version has been.
  record PresenceMoved(Presence presence) implements Signal {}
}
