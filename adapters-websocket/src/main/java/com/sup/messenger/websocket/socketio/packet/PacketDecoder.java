package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads packets from the messages of one connection, in their order. For one thread at a time.
///
/// Every input gives a packet, or is kept for a binary packet that is incomplete, or is a
/// [ProtocolViolation]. After a violation the decoder is of no more use. If a binary packet exceeds
/// a limit, its attachments are read, but none is kept.
public final class PacketDecoder {

  private final PacketParser parser;
  private final PacketLimits limits;
  private @Nullable Incomplete incomplete;

  /// Makes a decoder that shares a parser with others. Both must have the same limits.
  public PacketDecoder(PacketParser parser, PacketLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /// Takes a text message. Returns its packet, or `null` if attachments must follow.
  public @Nullable Received text(String message) throws ProtocolViolation {
    if (incomplete != null) {
      throw new ProtocolViolation("a text message instead of an attachment");
    }
    PacketParser.Parsed parsed = parser.parse(message);
    if (parsed.attachments() == 0) {
      return parsed.packet();
    }
    incomplete = new Incomplete(parsed.packet(), parsed.attachments(), limits);
    return null;
  }

  /// Takes an attachment. Returns the packet that it completes, or `null` if more must follow.
  public @Nullable Received binary(byte[] attachment) throws ProtocolViolation {
    Incomplete current = incomplete;
    if (current == null) {
      throw new ProtocolViolation("an attachment that no packet announced");
    }
    current.add(attachment);
    if (!current.isComplete()) {
      return null;
    }
    incomplete = null;
    return current.packet();
  }

  /// Returns true if a binary packet is incomplete.
  public boolean awaitsAttachment() {
    return incomplete != null;
  }

  private static final class Incomplete {
    private final PacketLimits limits;
    private final List<BinaryNode> attachments = new ArrayList<>();
    private Received packet;
    private boolean refused;
    private int missing;
    private long bytes;

    private Incomplete(Received packet, int expected, PacketLimits limits) {
      this.packet = packet;
      this.missing = expected;
      this.limits = limits;
      if (expected > limits.attachments()) {
        refuse("must hold at most " + limits.attachments() + " binary values");
      }
    }

    private void refuse(String reason) {
      refused = true;
      packet = packet.refused(reason);
      attachments.clear();
    }

    private void add(byte[] attachment) {
      missing--;
      if (refused) {
        return;
      }
      bytes += attachment.length;
      if (bytes > limits.attachmentBytes()) {
        refuse("must hold at most " + limits.attachmentBytes() + " bytes of binary values");
      } else {
        attachments.add(BinaryNode.valueOf(attachment));
      }
    }

    private boolean isComplete() {
      return missing == 0;
    }

    private Received packet() throws ProtocolViolation {
      return refused ? packet : packet.with(attachments);
    }
  }
}
