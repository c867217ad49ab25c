package com.sup.messenger.redis.store.chat;

import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.redis.connection.RedisConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.redisson.client.codec.StringCodec;

/// Memberships as two sets: the members of a chat ([ChatMembers]), which decide, and the chats of a
/// user ([UserChats]).
///
/// The two are written one after the other. The user's set comes first if a membership ends. After
/// an unavailable Redis, only one of them may be written. A repeat mends that.
public final class RedisChatDirectory implements ChatDirectory {

  private final RedisConnection redis;
  private final ChatMembers members;
  private final UserChats userChats;

  public RedisChatDirectory(RedisConnection redis) {
    this.redis = redis;
    this.members = new ChatMembers(redis);
    this.userChats = new UserChats(redis);
  }

  @Override
  public boolean isMember(ChatId chat, UserId user) {
    return members.has(chat, user);
  }

  @Override
  public Set<ChatId> chatsOf(UserId user) {
    String key = userChats.key(user);
    return chats(redis.call(key, r -> r.<String>getSet(key).readAllAsync()));
  }

  @Override
  public Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users) {
    List<UserId> all = users.stream().distinct().toList();
    List<Set<String>> found =
        redis.each(
            all,
            userChats::key,
            (batch, user) ->
                batch.<String>getSet(userChats.key(user), StringCodec.INSTANCE).readAllAsync());
    Map<UserId, Set<ChatId>> chats = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      chats.put(all.get(i), chats(found.get(i)));
    }
    return chats;
  }

  private static Set<ChatId> chats(Collection<String> ids) {
    return ids.stream().map(ChatId::new).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public DeviceChats chatsOf(ReceiptStore.Device device) {
    return userChats.of(device);
  }

  @Override
  public Set<UserId> members(ChatId chat) {
    return members.of(chat);
  }

  @Override
  public Set<UserId> sharing(UserId user, Collection<UserId> others) {
    Set<UserId> sharing = new HashSet<>();
    if (!others.isEmpty()) {
      sharing.addAll(members.ofAny(chatsOf(user), others));
    }
    if (others.contains(user)) {
      sharing.add(user);
    }
    return Set.copyOf(sharing);
  }

  @Override
  public Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats) {
    return members.memberships(user, chats);
  }

  @Override
  public void showHistory(ChatId chat, boolean shown) {
    members.showHistory(chat, shown);
  }

  @Override
  public long revision(ChatId chat) {
    return members.revision(chat);
  }

  @Override
  public Map<ChatId, Integer> sizes(Collection<ChatId> chats) {
    return members.sizes(chats);
  }

  @Override
  public OptionalLong add(ChatId chat, UserId user, long afterSeq) {
    long rev = members.add(chat, user, afterSeq, false);
    boolean also = !userChats.change(chat, List.of(user), true).isEmpty();
    if (rev == 0 && also) {
      rev = members.add(chat, user, afterSeq, true);
    }
    return rev == 0 ? OptionalLong.empty() : OptionalLong.of(rev);
  }

  @Override
  public OptionalLong remove(ChatId chat, UserId user) {
    boolean was = !userChats.change(chat, List.of(user), false).isEmpty();
    long rev = members.remove(chat, user, was);
    return rev == 0 ? OptionalLong.empty() : OptionalLong.of(rev);
  }

  @Override
  public Replacement replace(ChatId chat, Set<UserId> wanted, long afterSeq) {
    Set<UserId> going = new HashSet<>(members(chat));
    going.removeAll(wanted);
    Set<UserId> removed = new HashSet<>(userChats.change(chat, going, false));
    ChatMembers.Change change = members.replace(chat, wanted, afterSeq, !removed.isEmpty());
    Set<UserId> added = new HashSet<>(change.added());
    removed.addAll(change.removed());
    long rev = change.rev();
    Set<UserId> mended = userChats.change(chat, wanted, true);
    if (rev == 0 && !mended.isEmpty()) {
      // An earlier call has failed half-way.
      rev = members.add(chat, mended.iterator().next(), afterSeq, true);
    }
    added.addAll(mended);
    // A user who has come in the meantime has to leave again.
    userChats.change(chat, removed, false);
    return new Replacement(added, removed, rev);
  }
}
