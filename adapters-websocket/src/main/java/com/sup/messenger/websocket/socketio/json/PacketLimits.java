package com.sup.messenger.websocket.socketio.json;

import com.sup.messenger.json.text.JsonLimits;

/// The limits of a packet from a client. If one is exceeded, the value arrives refused, and the
/// connection stays.
///
/// The transport bounds the length of a text.
///
/// @param attachments the most binary values in a packet; the stock parser takes 10
/// @param attachmentBytes the largest sum of their bytes
/// @param depth the deepest nesting of arrays and objects, with the array of arguments. It makes
///     recursion over a tree safe.
/// @param values the most JSON values: each scalar, array and object is one
public record PacketLimits(int attachments, long attachmentBytes, int depth, int values) {

  /// The default limits: 10 attachments of together 10 MB, 64 levels, 10,000 values.
  public static final PacketLimits DEFAULT = new PacketLimits(10, 10_000_000, 64, 10_000);

  /// Returns the limits of its JSON.
  public JsonLimits json() {
    return new JsonLimits(depth, values);
  }
}
