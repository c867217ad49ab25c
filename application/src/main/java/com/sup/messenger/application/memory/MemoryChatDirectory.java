package com.sup.messenger.application.memory;

import static java.util.Collections.disjoint;

import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Memberships in this process. At the bound, a new one is refused as unavailable.
public final class MemoryChatDirectory implements ChatDirectory {

  /// The members of a chat.
  private static final class Members {
    private final Map<UserId, Long> joinedAfter = new HashMap<>();
    private long rev;
  }

  private static final Members NOBODY = new Members();

  private final int maxMemberships;
  private final ChatRevisions revisions;
  private final Map<ChatId, Members> members = new HashMap<>();
  private final Map<UserId, Set<ChatId>> chats = new HashMap<>();
  private final Set<ChatId> withHistory = new HashSet<>();
  private final FormerChats former = new FormerChats();
  private int memberships;

  /// @param maxMemberships the most memberships over all chats
  public MemoryChatDirectory(ChatRevisions revisions, int maxMemberships) {
    this.revisions = revisions;
    this.maxMemberships = maxMemberships;
  }

  @Override
  public synchronized boolean isMember(ChatId chat, UserId user) {
    return of(chat).joinedAfter.containsKey(user);
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
  public synchronized DeviceChats chatsOf(ReceiptStore.Device device) {
    return former.of(device, chatsOf(device.user()));
  }

  @Override
  public synchronized Set<UserId> members(ChatId chat) {
    return Set.copyOf(of(chat).joinedAfter.keySet());
  }

  @Override
  public synchronized Set<UserId> sharing(UserId user, Collection<UserId> others) {
    Set<ChatId> ofUser = chats.getOrDefault(user, Set.of());
    return others.stream()
        .filter(o -> o.equals(user) || !disjoint(chats.getOrDefault(o, Set.of()), ofUser))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Members of(ChatId chat) {
    return members.getOrDefault(chat, NOBODY);
  }

  @Override
  public synchronized Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats) {
    Map<ChatId, Membership> memberships = new HashMap<>();
    for (ChatId chat : chats) {
      Long joinedAfter = of(chat).joinedAfter.get(user);
      if (joinedAfter != null) {
        memberships.put(chat, new Membership(joinedAfter, withHistory.contains(chat)));
      }
    }
    return memberships;
  }

  @Override
  public synchronized void showHistory(ChatId chat, boolean shown) {
    if (shown) {
      withHistory.add(chat);
    } else {
      withHistory.remove(chat);
    }
  }

  @Override
  public synchronized long revision(ChatId chat) {
    return of(chat).rev;
  }

  @Override
  public synchronized Map<ChatId, Integer> sizes(Collection<ChatId> chats) {
    return chats.stream()
        .distinct()
        .collect(Collectors.toMap(chat -> chat, chat -> of(chat).joinedAfter.size()));
  }

  @Override
  public synchronized OptionalLong add(ChatId chat, UserId user, long afterSeq) {
    if (isMember(chat, user)) {
      return OptionalLong.empty();
    }
    if (memberships == maxMemberships) {
      throw new UnavailableException("The memory for memberships is full");
    }
    enter(chat, user, afterSeq);
    return OptionalLong.of(changed(chat));
  }

  private void enter(ChatId chat, UserId user, long afterSeq) {
    memberships++;
    members.computeIfAbsent(chat, _ -> new Members()).joinedAfter.put(user, afterSeq);
    chats.computeIfAbsent(user, _ -> new HashSet<>()).add(chat);
    former.joined(user, chat);
  }

  private long changed(ChatId chat) {
    long rev = revisions.raise(chat);
    Members of = members.get(chat);
    if (of != null) {
      of.rev = rev;
    }
    return rev;
  }

  @Override
  public synchronized OptionalLong remove(ChatId chat, UserId user) {
    if (!isMember(chat, user)) {
      return OptionalLong.empty();
    }
    leave(chat, user);
    return OptionalLong.of(changed(chat));
  }

  private void leave(ChatId chat, UserId user) {
    memberships--;
    members.computeIfPresent(
        chat,
        (_, of) -> {
          of.joinedAfter.remove(user);
          return of.joinedAfter.isEmpty() ? null : of;
        });
    chats.computeIfPresent(user, (_, ofUser) -> without(ofUser, chat));
    former.left(user, chat);
  }

  @Override
  public synchronized Replacement replace(ChatId chat, Set<UserId> replacing, long afterSeq) {
    Set<UserId> added = new HashSet<>(replacing);
    added.removeAll(members(chat));
    Set<UserId> removed = new HashSet<>(members(chat));
    removed.removeAll(replacing);
    if (memberships - removed.size() > maxMemberships - added.size()) {
      throw new UnavailableException("The memory for memberships is full");
    }
    // The joins come first: a chat without a member loses what it is.
    added.forEach(user -> enter(chat, user, afterSeq));
    removed.forEach(user -> leave(chat, user));
    boolean changes = !added.isEmpty() || !removed.isEmpty();
    return new Replacement(added, removed, changes ? changed(chat) : 0);
  }

  static <T> @org.jspecify.annotations.Nullable Set<T> without(Set<T> set, T element) {
    set.remove(element);
    return set.isEmpty() ? null : set;
  }
}
