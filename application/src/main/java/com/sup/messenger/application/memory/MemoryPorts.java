package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.InvalidTokenException;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.application.port.TokenVerifier;
import java.time.InstantSource;

/// Makes every port in the memory of this process.
public final class MemoryPorts {

  private static final int MAX_MESSAGES_PER_CHAT = 10_000;
  private static final int MAX_MEMBERSHIPS = 1_000_000;
  private static final int MAX_PROFILES = 100_000;
  private static final int MAX_PROFILE_CHARACTERS = 32 * 1024 * 1024;
  private static final int MAX_CALLS = 10_000;
  private static final int MAX_ABSENT = 50_000;
  private static final int MAX_REACTIONS = 200_000;
  private static final int MAX_NOTIFICATIONS = 50_000;
  private static final int MAX_PUSH_ENTRIES = 1_000;
  private static final int MAX_SNAPSHOTS = 10_000;
  private static final int MAX_RATE_LIMIT_BUCKETS = 1_000_000;
  private static final int MAX_REVOCATIONS = 100_000;

  private MemoryPorts() {}

  /// New, empty ports that let no token pass.
  public static Ports create(InstantSource clock) {
    return create(
        clock,
        _ -> {
          throw new InvalidTokenException(InvalidTokenException.Fault.INVALID);
        });
  }

  /// New, empty ports; messages take at most a quarter of the heap.
  public static Ports create(InstantSource clock, TokenVerifier tokens) {
    MemoryEventBus bus = new MemoryEventBus();
    long maxBytes = Runtime.getRuntime().maxMemory() / 4;
    MemoryChatDirectory directory = new MemoryChatDirectory(MAX_MEMBERSHIPS);
    return new Ports(
        new MemoryMessageLog(directory, bus, MAX_MESSAGES_PER_CHAT, maxBytes),
        directory,
        new MemoryChatProfiles(MAX_PROFILES, MAX_PROFILE_CHARACTERS),
        bus,
        new MemoryViewers(),
        new MemoryReceipts(),
        new MemorySessionStore(clock, MAX_SNAPSHOTS),
        new MemoryReactionBook(MAX_REACTIONS),
        new MemoryNotificationBox(MAX_NOTIFICATIONS),
        new MemoryPushOutbox(MAX_PUSH_ENTRIES),
        new MemoryCallBook(MAX_CALLS),
        new MemoryPresenceBoard(MAX_ABSENT),
        new MemoryRateLimiter(MAX_RATE_LIMIT_BUCKETS),
        new MemoryRoster(),
        new MemoryInstances(clock),
        new MemoryReminders(),
        new MemoryPeers(),
        new MemoryRevocations(clock, MAX_REVOCATIONS),
        tokens);
  }
}
