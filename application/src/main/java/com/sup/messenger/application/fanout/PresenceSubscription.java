package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.PresenceChanged;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.presence.Presence;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The subscription to a user's presence. Followers never see it go back to an earlier version. A
/// follower who no longer shares a chat with the user sees no more changes. A follower whom the
/// user has blocked sees the user offline.
final class PresenceSubscription extends TopicSubscription {

  private final UserId user;
  private final ChatDirectory directory;
  private final PreferenceStore preferences;
  private @Nullable Presence last;
  private Set<UserId> sharing = Set.of();
  private Map<UserId, Block> blocked = Map.of();

  PresenceSubscription(
      UserId user,
      EventBus bus,
      ChatDirectory directory,
      PreferenceStore preferences,
      Consumer<Signal> onChange,
      Consumer<Topic> onGap) {
    super(new Topic.Presence(user), bus, onChange, onGap);
    this.user = user;
    this.directory = directory;
    this.preferences = preferences;
  }

  /// Shows a presence to a new follower.
  ///
  /// @param read the presence as the store has it
  /// @param isBlocked true if the user has blocked the follower, as the store has it
  /// @return that presence, or a newer one that is known here and was shown instead
  synchronized Presence show(Connection connection, Presence read, boolean isBlocked) {
    UserId follower = connection.actor().user();
    if (isBlocked != blocked.containsKey(follower)) {
      // Either may be the older one.
      review(connection);
    }
    Presence known = last;
    Presence latest = known != null && known.isAfter(read) ? known : read;
    last = latest;
    if (known != null && latest.differsFrom(known)) {
      tell(latest, connection.origin());
    }
    Presence seen = seenBy(follower, latest);
    connection.send(PresenceChanged.of(seen));
    return seen;
  }

  private Presence seenBy(UserId follower, Presence presence) {
    Block block = blocked.get(follower);
    return block == null ? presence : block.hide(presence);
  }

  @Override
  void onSignal(Envelope envelope) {
    if (envelope.signal() instanceof Signal.PresenceMoved(Presence presence)) {
      moveTo(presence, envelope.except());
    } else if (envelope.signal() instanceof Signal.BlockChanged) {
      review(null);
    } else {
      super.onSignal(envelope);
    }
  }

  /// Shows a presence of the store, unless a newer one was shown. The bus may have lost it.
  ///
  /// @param blockedNow the followers whom the user has blocked, as the store has them
  synchronized void catchUpTo(Presence read, Set<UserId> blockedNow) {
    if (!blockedNow.equals(blocked.keySet())) {
      review(null);
    }
    moveTo(read, null);
  }

  /// Reads which followers are blocked, and shows each of them a change of that.
  ///
  /// @param arriving a connection that is shown the presence by its caller
  private void review(@Nullable Connection arriving) {
    Set<UserId> followers = followers();
    Map<UserId, Block> before = blocked;
    Map<UserId, Block> after = preferences.blocks(user, followers);
    Set<UserId> changed = new HashSet<>(before.keySet());
    changed.addAll(after.keySet());
    changed.removeIf(follower -> before.containsKey(follower) == after.containsKey(follower));
    if (!changed.isEmpty()) {
      changed.retainAll(directory.sharing(user, followers));
    }
    blocked = after;
    Presence real = last;
    if (real != null) {
      connections().stream()
          .filter(c -> !c.equals(arriving) && changed.contains(c.actor().user()))
          .forEach(c -> showChange(c, before.get(c.actor().user()), real));
    }
  }

  // A user who was offline looks the same to a follower who is blocked: nothing is sent.
  private void showChange(Connection connection, @Nullable Block before, Presence real) {
    Presence seen = seenBy(connection.actor().user(), real);
    if (seen.differsFrom(before == null ? real : before.hide(real))) {
      connection.send(PresenceChanged.of(seen));
    }
  }

  /// Returns the users who follow here.
  Set<UserId> followers() {
    return connections().stream().map(c -> c.actor().user()).collect(Collectors.toSet());
  }

  private void moveTo(Presence presence, Envelope.@Nullable Origin except) {
    if (last == null || presence.isAfter(last)) {
      tell(presence, except);
      last = presence;
    }
  }

  private void tell(Presence presence, Envelope.@Nullable Origin except) {
    Set<UserId> followers = followers();
    sharing = directory.sharing(user, followers);
    review(null);
    broadcast(PresenceChanged.of(presence), except);
  }

  @Override
  boolean admits(Connection connection, ServerEvent event) {
    UserId follower = connection.actor().user();
    return sharing.contains(follower) && !blocked.containsKey(follower);
  }
}
