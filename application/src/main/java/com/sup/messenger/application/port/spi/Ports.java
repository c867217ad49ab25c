package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.CallBook;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.ChatProfiles;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.NotificationBox;
import com.sup.messenger.application.port.PresenceBoard;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.ReactionBook;
import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.application.port.Reminders;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.Roster;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.token.TokenVerifier;

/// An adapter for every port.
public record Ports(
    MessageLog messageLog,
    ChatDirectory chatDirectory,
    ChatProfiles chatProfiles,
    EventBus eventBus,
    Viewers viewers,
    Receipts receipts,
    SessionStore sessionStore,
    ReactionBook reactionBook,
    NotificationBox notificationBox,
    PushOutbox pushOutbox,
    CallBook callBook,
    PresenceBoard presenceBoard,
    RateLimiter rateLimiter,
    Roster roster,
    Instances instances,
    Reminders reminders,
    Peers peers,
    Revocations revocations,
    TokenVerifier tokenVerifier) {

  /// Takes the adapter of every port from a source.
  public static Ports from(Source source) {
    return new Ports(
        source.adapter(MessageLog.class),
        source.adapter(ChatDirectory.class),
        source.adapter(ChatProfiles.class),
        source.adapter(EventBus.class),
        source.adapter(Viewers.class),
        source.adapter(Receipts.class),
        source.adapter(SessionStore.class),
        source.adapter(ReactionBook.class),
        source.adapter(NotificationBox.class),
        source.adapter(PushOutbox.class),
        source.adapter(CallBook.class),
        source.adapter(PresenceBoard.class),
        source.adapter(RateLimiter.class),
        source.adapter(Roster.class),
        source.adapter(Instances.class),
        source.adapter(Reminders.class),
        source.adapter(Peers.class),
        source.adapter(Revocations.class),
        source.adapter(TokenVerifier.class));
  }

  /// A source of adapters.
  public interface Source {

    /// Returns the adapter for a port. Throws if there is none.
    <P> P adapter(Class<P> port);
  }
}
