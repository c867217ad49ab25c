package com.sup.messenger.websocket.socketio.json;


/// What is read of a packet from a client. What exceeds a limit arrives
/// refused, and the connection lives.
///
/// The transport bounds the length of a text.
///
/// @param attachments the largest number of binary values in a packet; the stock parser takes 10
/// @param attachmentBytes the largest sum of their bytes
/// @param depth the deepest nesting of arrays and objects, the array of arguments included. It
///     makes recursion over a tree safe.
/// @param values the largest number of JSON values: each scalar, array and object is one
public record PacketLimits(int attachments, long attachmentBytes, int depth, int values) {

  /// 10 attachments of together 10 MB, 64 levels, 10,000 values.
  public static final PacketLimits DEFAULT = new PacketLimits(10, 10_000_000, 64, 10_000);
}
