package com.sup.messenger.application.event;

import com.sup.messenger.domain.ChatId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The chats of which a bound left something out in a catch-up.
public final class LeftOut {

  private final SequencedSet<ChatId> truncated = new LinkedHashSet<>();
  private final SequencedSet<ChatId> stale = new LinkedHashSet<>();

  /// Notes a chat with messages left out.
  public void messagesOf(ChatId chat) {
    truncated.add(chat);
  }

  /// Notes a chat with other changes left out.
  public void changesOf(ChatId chat) {
    stale.add(chat);
  }

  /// Adds the chats that an earlier event named.
  public void addAll(ServerEvent.SyncComplete earlier) {
    if (earlier.truncated() != null) {
      truncated.addAll(earlier.truncated());
    }
    if (earlier.stale() != null) {
      stale.addAll(earlier.stale());
    }
  }

  /// Returns true if nothing was left out.
  public boolean isEmpty() {
    return truncated.isEmpty() && stale.isEmpty();
  }

  /// Returns the event that names the chats.
  public ServerEvent.SyncComplete event() {
    return new ServerEvent.SyncComplete(orNull(truncated), orNull(stale));
  }

  private static @Nullable List<ChatId> orNull(Collection<ChatId> chats) {
    return chats.isEmpty() ? null : List.copyOf(chats);
  }
}
