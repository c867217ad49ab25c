package com.sup.messenger.application.settings;

/// The bounds of a catch-up: the most that a returning device is sent. `chat:sync` returns the
/// rest.
///
/// @param perChat the most messages of one chat; the oldest are sent
/// @param total the most messages of all chats
/// @param newPerChat the most messages of one chat for a device that is new to it; the newest are
///     sent
/// @param newTotal the most messages of all chats for a device that is new to them
/// @param bytes the most content and metadata in all; it must fit the client's outbox
public record CatchUpBounds(int perChat, int total, int newPerChat, int newTotal, long bytes) {

  private static final long DEFAULT_BYTES = 2 * 1024 * 1024;

  /// Creates bounds with 2 MiB in all.
  public CatchUpBounds(int perChat, int total, int newPerChat, int newTotal) {
    this(perChat, total, newPerChat, newTotal, DEFAULT_BYTES);
  }

  /// The bounds of the contract, "Delivery".
  public static final CatchUpBounds DEFAULT = new CatchUpBounds(1_000, 5_000, 100, 1_000);
}
