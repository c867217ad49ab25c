package com.sup.messenger.websocket.socketio;

/// What a [PacketDecoder] takes from a client; the length of a text is the transport's to bound.
///
/// @param attachments the largest number of binary values in a packet; the stock parser takes 10
/// @param attachmentBytes the largest sum of their bytes
/// @param depth the deepest nesting of arrays and objects, the array of arguments included: whoever
///     walks a tree by recursion is then safe
public record PacketLimits(int attachments, long attachmentBytes, int depth) {

  /// 10 attachments of together 10 MB, 64 levels.
  public static final PacketLimits DEFAULT = new PacketLimits(10, 10_000_000, 64);
}
