package com.sup.messenger.application.memory;

import com.sup.messenger.application.memory.call.MemoryCallStore;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.memory.message.MemoryReactionStore;
import com.sup.messenger.application.memory.message.MemoryReceiptStore;
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
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.application.transport.PeerChannel;
import java.time.InstantSource;

/// Creates every port in the memory of this process.
public final class MemoryPorts {

  private static final int MAX_MESSAGES_PER_CHAT = 10_000;
  private static final int MAX_MEMBERSHIPS = 1_000_000;
  private static final int MAX_PROFILES = 100_000;
  private static final int MAX_PROFILE_CHARACTERS = 32 * 1024 * 1024;
  private static final int MAX_CALLS = 10_000;
  private static final int MAX_ABSENT = 50_000;
  private static final int MAX_REACTIONS = 200_000;
  private static final int MAX_PREFERENCES = 500_000;
  private static final int MAX_NOTIFICATIONS = 50_000;
  private static final int MAX_PUSH_ENTRIES = 1_000;
  private static final int MAX_SNAPSHOTS = 10_000;
  private static final int MAX_RATE_LIMIT_BUCKETS = 1_000_000;
  private static final int MAX_REVOCATIONS = 100_000;

  private MemoryPorts() {}

  /// Returns new, empty ports that refuse every token. A test of an adapter or of a gateway
  /// replaces the port that it tests.
  public static Ports create(InstantSource clock) {
    return create(
        clock,
        _ -> {
          throw new InvalidTokenException(InvalidTokenException.Fault.INVALID);
        });
  }

  /// Returns new, empty ports, for the test of a gateway.
  public static Ports create(InstantSource clock, TokenVerifier tokens) {
    Adapters adapters = adapters(clock).with(TokenVerifier.class, tokens);
    return Ports.from(
        new Ports.Source() {
          @Override
          public <P> P adapter(Class<P> port) {
            return adapters.adapter(port).orElseThrow();
          }
        });
  }

  /// Returns new, empty adapters for every port except [TokenVerifier]. Messages take at most a
  /// quarter of the heap.
  static Adapters adapters(InstantSource clock) {
    MemoryEventBus bus = new MemoryEventBus();
    long maxBytes = Runtime.getRuntime().maxMemory() / 4;
    ChatRevisions revisions = new ChatRevisions(bus);
    MemoryChatDirectory directory = new MemoryChatDirectory(revisions, MAX_MEMBERSHIPS);
    return Adapters.none()
        .with(EventBus.class, bus)
        .with(
            MessageLog.class,
            new MemoryMessageLog(directory, revisions, MAX_MESSAGES_PER_CHAT, maxBytes))
        .with(ChatDirectory.class, directory)
        .with(
            ChatProfiles.class,
            new MemoryChatProfiles(revisions, MAX_PROFILES, MAX_PROFILE_CHARACTERS))
        .with(Viewers.class, new MemoryViewers())
        .with(ReceiptStore.class, new MemoryReceiptStore(revisions, clock))
        .with(SessionStore.class, new MemorySessionStore(clock, MAX_SNAPSHOTS))
        .with(ReactionStore.class, new MemoryReactionStore(revisions, MAX_REACTIONS))
        .with(NotificationStore.class, new MemoryNotificationStore(MAX_NOTIFICATIONS))
        .with(PushOutbox.class, new MemoryPushOutbox(MAX_PUSH_ENTRIES))
        .with(CallStore.class, new MemoryCallStore(MAX_CALLS))
        .with(PresenceStore.class, new MemoryPresenceStore(MAX_ABSENT))
        .with(PreferenceStore.class, new MemoryPreferenceStore(MAX_PREFERENCES))
        .with(RateLimiter.class, new MemoryRateLimiter(MAX_RATE_LIMIT_BUCKETS))
        .with(ConnectionRegistry.class, new MemoryConnectionRegistry())
        .with(Instances.class, new MemoryInstances(clock))
        .with(DurableTimers.class, new MemoryDurableTimers())
        .with(PeerChannel.class, new MemoryPeerChannel())
        .with(Revocations.class, new MemoryRevocations(clock, MAX_REVOCATIONS));
  }
}
