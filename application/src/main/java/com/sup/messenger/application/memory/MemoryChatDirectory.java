package com.sup.messenger.application.memory;

import static java.util.Collections.disjoint;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Memberships in this process. At the bound, a new one is refused as unavailable.
public final class MemoryChatDirectory implements ChatDirectory {

  private final int maxMemberships;
  private final Map<ChatId, Set<UserId>> members = new HashMap<>();
  private final Map<UserId, Set<ChatId>> chats = new HashMap<>();
  private int memberships;

  public MemoryChatDirectory(int maxMemberships) {
    this.maxMemberships = maxMemberships;
  }

  @Override
  public synchronized boolean isMember(ChatId chat, UserId user) {
    return members.getOrDefault(chat, Set.of()).contains(user);
  }

  @Override
  public synchronized Set<ChatId> chatsOf(UserId user) {
    return Set.copyOf(chats.getOrDefault(user, Set.of()));
  }

  @Override
  public synchronized Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users) {
    return users.stream().distinct().collect(Collectors.toMap(user -> user, this::chatsOf));
  }

  @Override
  public synchronized Set<UserId> members(ChatId chat) {
    return Set.copyOf(members.getOrDefault(chat, Set.of()));
  }

  @Override
  public synchronized Set<UserId> sharing(UserId user, Collection<UserId> others) {
    Set<ChatId> ofUser = chats.getOrDefault(user, Set.of());
    return others.stream()
        .filter(o -> o.equals(user) || !disjoint(chats.getOrDefault(o, Set.of()), ofUser))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized boolean add(ChatId chat, UserId user) {
    if (isMember(chat, user)) {
      return false;
    }
    if (memberships == maxMemberships) {
      throw new UnavailableException("The memory for memberships is full");
    }
    memberships++;
    members.computeIfAbsent(chat, _ -> new HashSet<>()).add(user);
    return chats.computeIfAbsent(user, _ -> new HashSet<>()).add(chat);
  }

  @Override
  public synchronized boolean remove(ChatId chat, UserId user) {
    if (!isMember(chat, user)) {
      return false;
    }
    memberships--;
    members.computeIfPresent(chat, (_, users) -> without(users, user));
    chats.computeIfPresent(user, (_, ofUser) -> without(ofUser, chat));
    return true;
  }

  @Override
  public synchronized Replacement replace(ChatId chat, Set<UserId> replacing) {
    Set<UserId> added = new HashSet<>(replacing);
    added.removeAll(members.getOrDefault(chat, Set.of()));
    Set<UserId> removed = new HashSet<>(members(chat));
    removed.removeAll(replacing);
    if (memberships - removed.size() > maxMemberships - added.size()) {
      throw new UnavailableException("The memory for memberships is full");
    }
    removed.forEach(user -> remove(chat, user));
    added.forEach(user -> add(chat, user));
    return new Replacement(added, removed);
  }

  static <T> @org.jspecify.annotations.Nullable Set<T> without(Set<T> set, T element) {
    set.remove(element);
    return set.isEmpty() ? null : set;
  }
}
