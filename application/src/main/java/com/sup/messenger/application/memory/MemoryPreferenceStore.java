package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Preferences in this process. At the bound of all users together, a new one is refused as
/// unavailable.
public final class MemoryPreferenceStore implements PreferenceStore {

  private final int maxPreferences;
  private final Map<UserId, Map<ChatId, Instant>> mutes = new HashMap<>();
  private final Map<UserId, Map<UserId, Block>> blocks = new HashMap<>();
  private int size;

  /// Creates an empty store.
  ///
  /// @param maxPreferences the most mutes and blocks of all users together
  public MemoryPreferenceStore(int maxPreferences) {
    this.maxPreferences = maxPreferences;
  }

  @Override
  public synchronized boolean mute(UserId user, ChatId chat, Instant until, Instant now) {
    Set.copyOf(of(mutes, user).entrySet()).stream()
        .filter(mute -> !mute.getValue().isAfter(now))
        .forEach(mute -> remove(mutes, user, mute.getKey()));
    return put(mutes, user, chat, until, MAX_MUTES);
  }

  @Override
  public synchronized void unmute(UserId user, ChatId chat) {
    remove(mutes, user, chat);
  }

  @Override
  public synchronized void retainMutes(UserId user, Set<ChatId> chats) {
    Set.copyOf(of(mutes, user).keySet()).stream()
        .filter(chat -> !chats.contains(chat))
        .forEach(chat -> remove(mutes, user, chat));
  }

  @Override
  public synchronized Map<ChatId, Instant> mutes(
      UserId user, Collection<ChatId> chats, Instant now) {
    Map<ChatId, Instant> found = among(of(mutes, user), chats);
    found.values().removeIf(until -> !until.isAfter(now));
    return found;
  }

  @Override
  public synchronized boolean block(UserId user, UserId other, Block block) {
    return of(blocks, user).containsKey(other) || put(blocks, user, other, block, MAX_BLOCKS);
  }

  @Override
  public synchronized void unblock(UserId user, UserId other) {
    remove(blocks, user, other);
  }

  @Override
  public synchronized Set<UserId> blockedBy(UserId user) {
    return Set.copyOf(of(blocks, user).keySet());
  }

  @Override
  public synchronized Map<UserId, Map<UserId, Block>> blocks(Map<UserId, Set<UserId>> others) {
    Map<UserId, Map<UserId, Block>> found = new HashMap<>();
    others.forEach((user, some) -> found.put(user, among(of(blocks, user), some)));
    found.values().removeIf(Map::isEmpty);
    return found;
  }

  @Override
  public synchronized Map<UserId, Attention> attention(
      Collection<UserId> users, @Nullable ChatId chat, Set<UserId> others) {
    Map<UserId, Attention> found = new HashMap<>();
    for (UserId user : users) {
      Instant muted = chat == null ? null : of(mutes, user).get(chat);
      found.put(user, new Attention(muted, among(of(blocks, user), others).keySet()));
    }
    found.values().removeIf(Attention.FULL::equals);
    return found;
  }

  private static <K, V> Map<K, V> of(Map<UserId, Map<K, V>> all, UserId user) {
    return all.getOrDefault(user, Map.of());
  }

  private static <K, V> Map<K, V> among(Map<K, V> all, Collection<K> keys) {
    Map<K, V> found = new HashMap<>();
    if (!all.isEmpty()) {
      keys.stream().filter(all::containsKey).forEach(key -> found.put(key, all.get(key)));
    }
    return found;
  }

  private <K, V> boolean put(
      Map<UserId, Map<K, V>> all, UserId user, K key, V value, int mostOfUser) {
    boolean isNew = !of(all, user).containsKey(key);
    if (isNew && of(all, user).size() >= mostOfUser) {
      return false;
    }
    if (isNew && size >= maxPreferences) {
      throw new UnavailableException("The memory for preferences is full");
    }
    all.computeIfAbsent(user, _ -> new HashMap<>()).put(key, value);
    size += isNew ? 1 : 0;
    return true;
  }

  private <K, V> void remove(Map<UserId, Map<K, V>> all, UserId user, K key) {
    Map<K, V> mine = all.get(user);
    if (mine == null || mine.remove(key) == null) {
      return;
    }
    size--;
    if (mine.isEmpty()) {
      all.remove(user);
    }
  }
}
