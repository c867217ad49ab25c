package com.sup.messenger.application.memory;

import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.chat.Revised;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Profiles in this process. At the bounds, a new or longer one is refused as unavailable.
public final class MemoryChatProfiles implements ChatProfiles {

  private final int maxProfiles;
  private final long maxCharacters;
  private final ChatRevisions revisions;
  private final Map<ChatId, Revised<ChatProfile>> profiles = new HashMap<>();
  private long characters;

  public MemoryChatProfiles(ChatRevisions revisions, int maxProfiles, long maxCharacters) {
    this.revisions = revisions;
    this.maxProfiles = maxProfiles;
    this.maxCharacters = maxCharacters;
  }

  @Override
  public synchronized Optional<ChatProfile> of(ChatId chat) {
    return Optional.ofNullable(profiles.get(chat)).map(Revised::value);
  }

  @Override
  public synchronized Map<ChatId, ChatProfile> of(Collection<ChatId> chats) {
    Map<ChatId, ChatProfile> all = new HashMap<>();
    chats.forEach(chat -> of(chat).ifPresent(profile -> all.put(chat, profile)));
    return all;
  }

  @Override
  public synchronized long revision(ChatId chat) {
    Revised<ChatProfile> known = profiles.get(chat);
    return known == null ? 0 : known.rev();
  }

  @Override
  public synchronized Change change(ChatId chat, Map<ChatUpdateType, Optional<String>> changes) {
    ChatProfile known = of(chat).orElse(null);
    ChatProfile before = known == null ? ChatProfile.EMPTY : known;
    ChatProfile after = before.with(changes);
    long then = characters - before.weight() + after.weight();
    if ((known == null && profiles.size() == maxProfiles)
        || (then > characters && then > maxCharacters)) {
      throw new UnavailableException("The memory for chats is full");
    }
    characters = then;
    boolean isChanged = !after.equals(before);
    long rev = isChanged ? revisions.raise(chat) : 0;
    profiles.put(chat, new Revised<>(isChanged ? rev : revision(chat), after));
    return new Change(known == null, before, after, rev);
  }

  @Override
  public synchronized boolean delete(ChatId chat) {
    Revised<ChatProfile> known = profiles.remove(chat);
    characters -= known == null ? 0 : known.value().weight();
    return known != null;
  }
}
