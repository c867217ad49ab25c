package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Profiles in this process. At the bounds, a new or longer one is refused as unavailable.
public final class MemoryChatProfiles implements ChatProfiles {

  private final int maxProfiles;
  private final long maxCharacters;
  private final Map<ChatId, ChatProfile> profiles = new HashMap<>();
  private long characters;

  public MemoryChatProfiles(int maxProfiles, long maxCharacters) {
    this.maxProfiles = maxProfiles;
    this.maxCharacters = maxCharacters;
  }

  @Override
  public synchronized Optional<ChatProfile> of(ChatId chat) {
    return Optional.ofNullable(profiles.get(chat));
  }

  @Override
  public synchronized Change change(
      ChatId chat, Map<ChatUpdateType, Optional<String>> changes, long beginsAfter) {
    ChatProfile known = profiles.get(chat);
    ChatProfile before = known == null ? new ChatProfile(Map.of(), beginsAfter) : known;
    ChatProfile after = before.with(changes);
    long then = characters - before.weight() + after.weight();
    if ((known == null && profiles.size() == maxProfiles)
        || (then > characters && then > maxCharacters)) {
      throw new UnavailableException("The memory for chats is full");
    }
    characters = then;
    profiles.put(chat, after);
    return new Change(known == null, before, after);
  }

  @Override
  public synchronized boolean delete(ChatId chat) {
    ChatProfile known = profiles.remove(chat);
    characters -= known == null ? 0 : known.weight();
    return known != null;
  }
}
