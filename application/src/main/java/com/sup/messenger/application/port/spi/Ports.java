package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.token.TokenVerifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// An adapter for every port.
public record Ports(
    MessageLog messageLog,
    ChatDirectory chatDirectory,
    ChatProfiles chatProfiles,
    EventBus eventBus,
    Viewers viewers,
    ReceiptStore receiptStore,
    SessionStore sessionStore,
    ReactionStore reactionStore,
    NotificationStore notificationStore,
    PushOutbox pushOutbox,
    CallStore callStore,
    PresenceStore presenceStore,
    PreferenceStore preferenceStore,
    RateLimiter rateLimiter,
    ConnectionRegistry connectionRegistry,
    Instances instances,
    DurableTimers durableTimers,
    Revocations revocations,
    TokenVerifier tokenVerifier) {

  /// Returns every port that needs an adapter.
  public static List<Class<?>> all() {
    return Arrays.stream(Ports.class.getRecordComponents())
        .<Class<?>>map(RecordComponent::getType)
        .toList();
  }

  /// Takes the adapter of every port from a source.
  public static Ports from(Source source) {
    return new Ports(
        source.adapter(MessageLog.class),
        source.adapter(ChatDirectory.class),
        source.adapter(ChatProfiles.class),
        source.adapter(EventBus.class),
        source.adapter(Viewers.class),
        source.adapter(ReceiptStore.class),
        source.adapter(SessionStore.class),
        source.adapter(ReactionStore.class),
        source.adapter(NotificationStore.class),
        source.adapter(PushOutbox.class),
        source.adapter(CallStore.class),
        source.adapter(PresenceStore.class),
        source.adapter(PreferenceStore.class),
        source.adapter(RateLimiter.class),
        source.adapter(ConnectionRegistry.class),
        source.adapter(Instances.class),
        source.adapter(DurableTimers.class),
        source.adapter(Revocations.class),
        source.adapter(TokenVerifier.class));
  }

  /// A source of adapters.
  public interface Source {

    /// Returns the adapter for a port. Throws if there is none.
    <P> P adapter(Class<P> port);
  }
}
