package com.sup.messenger.application.preference;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.MuteChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The muted chats of users (contract, "State and changes").
public final class Mutes {

  private final Ports ports;
  private final Memberships memberships;
  private final InstantSource clock;

  public Mutes(Ports ports, Memberships memberships, InstantSource clock) {
    this.ports = ports;
    this.memberships = memberships;
    this.clock = clock;
  }

  /// Mutes a chat of the user, or ends its mute. An end that is past ends it.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `PERMISSION_DENIED` if
  ///     [PreferenceStore#MAX_MUTES] other chats are muted
  public Reply mute(Connection connection, MuteChat event) {
    UserId user = connection.actor().user();
    memberships.require(user, event.chatId());
    Instant until = ahead(event.until());
    if (until == null) {
      ports.preferenceStore().unmute(user, event.chatId());
    } else {
      mute(user, event.chatId(), until);
    }
    Signal signal = new Signal.Show(new ServerEvent.ChatMuted(event.chatId(), until));
    ports.eventBus().publish(new Envelope(new Topic.User(user), signal, connection.origin()));
    return new Reply.ChatMuted(until);
  }

  private @Nullable Instant ahead(@Nullable Instant until) {
    return until == null || !until.isAfter(now()) ? null : until.truncatedTo(ChronoUnit.MILLIS);
  }

  private void mute(UserId user, ChatId chat, Instant until) {
    PreferenceStore store = ports.preferenceStore();
    if (store.mute(user, chat, until, now())) {
      return;
    }
    // The user cannot end the mute of a chat that is gone.
    store.retainMutes(user, ports.chatDirectory().chatsOf(user));
    if (!store.mute(user, chat, until, now())) {
      throw new RefusedException(
          Refusal.PERMISSION_DENIED,
          "You have muted " + PreferenceStore.MAX_MUTES + " chats, as many as you may");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
