package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to a user's presence. Followers never see it go back to an earlier version. A
/// follower who no longer shares a chat with the user sees no more changes.
final class PresenceSubscription extends TopicSubscription {

  private final UserId user;
  private final ChatDirectory directory;
  private @Nullable Presence last;
  private Set<UserId> sharing = Set.of();

  PresenceSubscription(
      UserId user,
      EventBus bus,
      ChatDirectory directory,
      Consumer<Signal> onChange,
      Consumer<Topic> onGap) {
    super(new Topic.Presence(user), bus, onChange, onGap);
    this.user = user;
    this.directory = directory;
  }

  /// Shows a presence to a new follower.
  ///
  /// @param read the presence as the store has it
  /// @return that presence, or a newer one that is known here and was shown instead
  synchronized Presence show(Connection connection, Presence read) {
    Presence known = last;
    if (known != null && known.isAfter(read)) {
      connection.send(PresenceChanged.of(known));
      return known;
    }
    last = read;
    if (known != null && read.differsFrom(known)) {
      tell(read, null);
    } else {
      connection.send(PresenceChanged.of(read));
    }
    return read;
  }

  @Override
  void onSignal(Envelope envelope) {
    if (envelope.signal() instanceof Signal.PresenceMoved(Presence presence)) {
      moveTo(presence, envelope.except());
    } else {
      super.onSignal(envelope);
    }
  }

  /// Shows a presence of the store, unless a newer one was shown. The bus may have lost it.
  synchronized void catchUpTo(Presence read) {
    moveTo(read, null);
  }

  private void moveTo(Presence presence, Envelope.@Nullable Origin except) {
    if (last == null || presence.isAfter(last)) {
      tell(presence, except);
      last = presence;
    }
  }

  private void tell(Presence presence, Envelope.@Nullable Origin except) {
    List<UserId> followers = connections().stream().map(c -> c.actor().user()).distinct().toList();
    sharing = directory.sharing(user, followers);
    broadcast(PresenceChanged.of(presence), except);
  }

  @Override
  boolean admits(Connection connection, ServerEvent event) {
    return sharing.contains(connection.actor().user());
  }
}
