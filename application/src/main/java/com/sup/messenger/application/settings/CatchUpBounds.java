package com.sup.messenger.application.settings;

/// How much a device that was away is sent when it comes back; the rest it gets by `chat:sync`.
///
/// @param perChat messages of one chat, the oldest
/// @param total messages in all
/// @param newPerChat messages of one chat to a device that is new to it, the newest
/// @param newTotal messages in all to a device that is new to its chats
/// @param bytes content and metadata in all: what waits for a client must fit its outbox
public record CatchUpBounds(int perChat, int total, int newPerChat, int newTotal, long bytes) {

  private static final long DEFAULT_BYTES = 2 * 1024 * 1024;

  /// With 2 MiB in all.
  public CatchUpBounds(int perChat, int total, int newPerChat, int newTotal) {
    this(perChat, total, newPerChat, newTotal, DEFAULT_BYTES);
  }

  /// The bounds of the contract, "Delivery".
  public static final CatchUpBounds DEFAULT = new CatchUpBounds(1_000, 5_000, 100, 1_000);
}
