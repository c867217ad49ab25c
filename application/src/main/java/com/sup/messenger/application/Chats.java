package com.sup.messenger.application;

import com.sup.messenger.application.ServerEvent.ChatUpdated;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.ChatDirectory.Replacement;
import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.Signal;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.JsonObject;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatProfile;
import com.sup.messenger.domain.chat.ChatUpdateType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chats as back-ends make, change and delete them.
///
/// A chat is there while it has a profile or members. Every method may be repeated. Members are
/// told by one `chat:updated` for each field that has changed. Who comes in is told all that
/// changed with it, and is invited; who is taken out is told last that the members changed.
final class Chats {

  private final Ports ports;
  private final Notifications notifications;
  private final MembershipNews news;
  private final InstantSource clock;

  Chats(Ports ports, Notifications notifications, InstantSource clock) {
    this.ports = ports;
    this.notifications = notifications;
    this.news = new MembershipNews(ports.eventBus(), notifications);
    this.clock = clock;
  }

  /// A chat as it is now.
  Administration.Chat of(ChatId chat) {
    Set<UserId> members = ports.chatDirectory().members(chat);
    ChatProfile profile =
        ports
            .chatProfiles()
            .of(chat)
            .or(() -> members.isEmpty() ? Optional.empty() : Optional.of(ChatProfile.EMPTY))
            .orElseThrow(RefusedException::chatNotFound);
    return new Administration.Chat(chat, profile, members, ports.messageLog().head(chat));
  }

  /// Makes a chat or changes it; tells whether it was not there.
  boolean put(ChatId chat, ChatUpdate update) {
    boolean hadMembers = !ports.chatDirectory().members(chat).isEmpty();
    long beginsAfter = hadMembers ? 0 : ports.messageLog().head(chat);
    ChatProfiles.Change change = ports.chatProfiles().change(chat, update.fields(), beginsAfter);
    List<ChatUpdated> events = new ArrayList<>();
    for (ChatUpdateType field : change.after().differences(change.before())) {
      OpaqueJson changes = ChatChanges.of(field, change.after());
      events.add(new ChatUpdated(chat, update.updatedBy(), field, changes, now()));
    }
    tellMembers(chat, update, events);
    if (update.members() != null) {
      Replacement replacement = ports.chatDirectory().replace(chat, update.members());
      changed(chat, change.after(), replacement, update.updatedBy(), events);
    }
    return change.made() && !hadMembers;
  }
}
