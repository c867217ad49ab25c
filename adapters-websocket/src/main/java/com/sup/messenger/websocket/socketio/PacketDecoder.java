package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.node.BinaryNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes packets of the messages of one connection, in their order; for one thread at a time.
///
/// Every input ends in a packet, in waiting for the attachments of a binary packet, or in a
/// [ProtocolViolation]; after a violation the decoder is of no more use.
public final class PacketDecoder {

  private final PacketParser parser;
  private final PacketLimits limits;
  private @Nullable Incomplete incomplete;

  /// A decoder within these limits.
  public PacketDecoder(PacketLimits limits) {
    this(new PacketParser(limits), limits);
  }

  PacketDecoder(PacketParser parser, PacketLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /// Takes a text message; returns its packet, or `null` when attachments must follow.
  public @Nullable Packet text(String message) throws ProtocolViolation {
    if (incomplete != null) {
      throw new ProtocolViolation("a text message where an attachment is awaited");
    }
    PacketParser.Parsed parsed = parser.parse(message);
    if (parsed.attachments() == 0) {
      return parsed.packet();
    }
    incomplete = new Incomplete(parsed.packet(), parsed.attachments());
    return null;
  }

  /// Takes an attachment; returns the packet that it completes, or `null` when more must follow.
  public @Nullable Packet binary(byte[] attachment) throws ProtocolViolation {
    Incomplete current = incomplete;
    if (current == null) {
      throw new ProtocolViolation("an attachment that no packet announced");
    }
    current.add(attachment, limits.attachmentBytes());
    if (!current.isComplete()) {
      return null;
    }
    incomplete = null;
    return Placeholders.fill(current.packet, current.attachments);
  }

  /// Whether a binary packet has begun and not ended.
  public boolean awaitsAttachment() {
    return incomplete != null;
  }

  private static final class Incomplete {
    private final Packet packet;
    private final int expected;
    private final List<BinaryNode> attachments;
    private long bytes;

    private Incomplete(Packet packet, int expected) {
      this.packet = packet;
      this.expected = expected;
      this.attachments = new ArrayList<>(expected);
    }

    private void add(byte[] attachment, long maxBytes) throws ProtocolViolation {
      bytes += attachment.length;
      if (bytes > maxBytes) {
        throw new ProtocolViolation("attachments too large");
      }
      attachments.add(BinaryNode.valueOf(attachment));
    }

    private boolean isComplete() {
      return attachments.size() == expected;
    }
  }
}
