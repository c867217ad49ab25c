package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.contracts.PreferenceStoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Compares the blocks with their bound and stores one in two steps. Has no mutes.
final class PreferenceStoreInTwoSteps extends PreferenceStoreContract implements PreferenceStore {

  private final Map<UserId, Map<UserId, Block>> blocks = new ConcurrentHashMap<>();

  @Override
  protected PreferenceStore preferences() {
    return this;
  }

  private Map<UserId, Block> of(UserId user) {
    return blocks.computeIfAbsent(user, _ -> new ConcurrentHashMap<>());
  }

  @Override
  public boolean block(UserId user, UserId other, Block block) {
    boolean full = of(user).size() >= MAX_BLOCKS && !of(user).containsKey(other);
    if (of(user).size() >= MAX_BLOCKS - 1) {
      // Long enough for the others to come, also on a busy machine.
      for (int i = 0; i < 20; i++) {
        Pause.betweenTwoSteps();
      }
    }
    if (!full) {
      of(user).putIfAbsent(other, block);
    }
    return !full;
  }

  @Override
  public void unblock(UserId user, UserId other) {
    of(user).remove(other);
  }

  @Override
  public Set<UserId> blockedBy(UserId user) {
    return Set.copyOf(of(user).keySet());
  }

  @Override
  public Map<UserId, Map<UserId, Block>> blocks(Map<UserId, Set<UserId>> others) {
    Map<UserId, Map<UserId, Block>> found = new HashMap<>();
    others.forEach(
        (user, some) -> {
          Map<UserId, Block> among = new HashMap<>(of(user));
          among.keySet().retainAll(some);
          if (!among.isEmpty()) {
            found.put(user, among);
          }
        });
    return found;
  }

  @Override
  public boolean mute(UserId user, ChatId chat, Instant until, Instant now) {
    return false;
  }

  @Override
  public void unmute(UserId user, ChatId chat) {}

  @Override
  public void retainMutes(UserId user, Set<ChatId> chats) {}

  @Override
  public Map<ChatId, Instant> mutes(UserId user, Collection<ChatId> chats, Instant now) {
    return Map.of();
  }

  @Override
  public Map<UserId, Attention> attention(
      Collection<UserId> users, @Nullable ChatId chat, Set<UserId> others) {
    return Map.of();
  }
}
