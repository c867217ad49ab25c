package com.sup.messenger.application.admin;

import com.sup.messenger.application.call.CallEvictions;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ServerEvent.ChatUpdated;
import com.sup.messenger.application.event.ServerEvent.RemovalReason;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.chat.ChatDirectory.Replacement;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.Position;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Creates, changes and deletes chats for back-ends.
///
/// A chat exists while it has a profile or members. Every method may be repeated. Each changed
/// field is published as a `chat:updated` of its own, and the members get a notification of it. New
/// members get an invitation. Users who leave lose their notifications of the chat.
public final class Chats {

  private static final Replacement NOBODY = new Replacement(Set.of(), Set.of(), 0);

  private final Ports ports;
  private final ChatNews news;
  private final Notifications notifications;
  private final CallEvictions evictions;

  public Chats(
      Ports ports, Notifications notifications, CallEvictions evictions, InstantSource clock) {
    this.ports = ports;
    this.evictions = evictions;
    this.news = new ChatNews(ports.eventBus(), clock);
    this.notifications = notifications;
  }

  /// Returns a chat.
  Administration.Chat of(ChatId chat) {
    Set<UserId> members = ports.chatDirectory().members(chat);
    return new Administration.Chat(
        chat, profile(chat, members), members, ports.messageLog().head(chat));
  }

  private ChatProfile profile(ChatId chat, Set<UserId> members) {
    Optional<ChatProfile> profile = ports.chatProfiles().of(chat);
    if (profile.isEmpty() && members.isEmpty()) {
      throw RefusedException.chatNotFound();
    }
    return profile.orElse(ChatProfile.EMPTY);
  }

  /// Creates or changes a chat.
  ///
  /// Removed members go first, and see no other change of the call. Added members come last, and
  /// see all of it. So a call that fails in between can be repeated.
  ///
  /// @return true if it did not exist
  boolean put(ChatId chat, ChatUpdate update) {
    Set<UserId> before = ports.chatDirectory().members(chat);
    boolean made = change(chat, before, update);
    if (update.members() != null) {
      Set<UserId> removed = new HashSet<>(before);
      removed.removeAll(update.members());
      evictions.review(removed);
    }
    return made;
  }

  private boolean change(ChatId chat, Set<UserId> before, ChatUpdate update) {
    Position head = head(chat);
    Set<UserId> members = update.members();
    Set<UserId> staying = new HashSet<>(before);
    if (members != null) {
      staying.retainAll(members);
    }
    UserId by = update.updatedBy();
    Replacement first = staying.size() < before.size() ? replace(chat, staying, head) : NOBODY;
    if (!first.removed().isEmpty()) {
      // Published at once, since a repeat would not find the change.
      news.members(chat, Set.of(), staying, head, first.rev(), by, List.of());
    }
    if (update.history() != null) {
      ports.chatDirectory().showHistory(chat, update.history());
    }
    ChatProfiles.Change change = ports.chatProfiles().change(chat, update.fields());
    List<ChatUpdated> events = news.profile(chat, change, by);
    if (members != null) {
      Replacement then = replace(chat, members, head);
      Set<UserId> added = union(first.added(), then.added());
      if (!added.isEmpty() || !then.removed().isEmpty()) {
        moved(chat, new Move(added, members, head, then.rev()), by, events);
      }
    }
    events.forEach(event -> notify(staying, event));
    return change.made() && before.isEmpty();
  }

  private Position head(ChatId chat) {
    return ports
        .messageLog()
        .heads(List.of(chat))
        .getOrDefault(chat, MessageLog.Head.NONE)
        .position();
  }

  /// Replaces the members, and publishes the removals.
  private Replacement replace(ChatId chat, Set<UserId> members, Position head) {
    Replacement replaced = ports.chatDirectory().replace(chat, members, head.seq());
    gone(chat, replaced.removed(), RemovalReason.REMOVED);
    return replaced;
  }

  /// Publishes the removals, and ends the notifications of the chat. Those end even if the
  /// publication fails, since a repeat would not find the users.
  private void gone(ChatId chat, Set<UserId> users, RemovalReason reason) {
    try {
      news.removed(chat, users, reason);
    } finally {
      notifications.forget(users, chat);
    }
  }

  private static Set<UserId> union(Set<UserId> some, Set<UserId> others) {
    Set<UserId> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private void notify(Set<UserId> staying, ChatUpdated event) {
    Set<UserId> told = new HashSet<>(staying);
    told.remove(event.updatedBy());
    notifications.chatUpdated(
        told, event.chatId(), profileOf(event.updatedBy()), event.updateType());
  }

  /// A change of members.
  ///
  /// @param added the users who became members
  /// @param members all members
  /// @param head the place of the chat before
  /// @param rev the revision that the change made
  private record Move(Set<UserId> added, Set<UserId> members, Position head, long rev) {}

  private void moved(ChatId chat, Move move, @Nullable UserId by, List<ChatUpdated> others) {
    news.members(chat, move.added(), move.members(), move.head(), move.rev(), by, others);
    Set<UserId> invited = new HashSet<>(move.added());
    // A user who made the change needs no invitation.
    invited.remove(by);
    notifications.chatInvite(invited, chat, profileOf(by));
  }

  private static @Nullable Profile profileOf(@Nullable UserId user) {
    return user == null ? null : Profile.of(user);
  }

  /// Makes a user a member, at once on every device.
  void add(ChatId chat, UserId user) {
    Set<UserId> members = new HashSet<>(ports.chatDirectory().members(chat));
    profile(chat, members);
    if (members.size() >= ChatUpdate.MAX_MEMBERS && !members.contains(user)) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED, "The chat has as many members as it may have");
    }
    Position head = head(chat);
    OptionalLong rev = ports.chatDirectory().add(chat, user, head.seq());
    if (rev.isPresent()) {
      members.add(user);
      moved(chat, new Move(Set.of(user), members, head, rev.getAsLong()), null, List.of());
    } else {
      // An earlier call may have failed before the publication.
      news.gained(chat, user, head);
    }
  }

  /// Ends a membership, at once on every device.
  void remove(ChatId chat, UserId user) {
    Set<UserId> members = new HashSet<>(ports.chatDirectory().members(chat));
    profile(chat, members);
    OptionalLong rev = ports.chatDirectory().remove(chat, user);
    if (rev.isPresent()) {
      members.remove(user);
      gone(chat, Set.of(user), RemovalReason.REMOVED);
      news.members(chat, Set.of(), members, Position.START, rev.getAsLong(), null, List.of());
    } else {
      // An earlier call may have failed before the publication.
      news.lost(chat, user);
      notifications.forget(Set.of(user), chat);
    }
    evictions.review(Set.of(user));
  }

  /// Deletes a chat with its memberships, messages, reactions and receipts.
  void delete(ChatId chat) {
    profile(chat, ports.chatDirectory().members(chat));
    // First: a chat that has members only gets a profile, so that a repeat finds it.
    ports.chatProfiles().change(chat, Map.of());
    Replacement change = ports.chatDirectory().replace(chat, Set.of(), 0);
    gone(chat, change.removed(), RemovalReason.DELETED);
    evictions.review(change.removed());
    ports.messageLog().delete(chat);
    ports.reactionStore().forget(chat);
    ports.receiptStore().forget(chat, change.removed());
    ports.chatDirectory().showHistory(chat, false);
    // Last: while the profile exists, the deletion can be repeated.
    ports.chatProfiles().delete(chat);
  }
}
