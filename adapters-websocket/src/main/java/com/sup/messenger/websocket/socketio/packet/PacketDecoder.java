package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes packets of the messages of one connection, in their order; for one thread at a time.
///
/// Every input ends in a packet, in waiting for the attachments of a binary packet, or in a
/// [ProtocolViolation]; after a violation the decoder is of no more use. Of a binary packet that
/// exceeds a limit no attachment is kept. Its end is awaited like that of any other.
public final class PacketDecoder {

  private final PacketParser parser;
  private final PacketLimits limits;
  private @Nullable Incomplete incomplete;

  /// A decoder within these limits.
  public PacketDecoder(PacketLimits limits) {
    this(new PacketParser(limits), limits);
  }

  public PacketDecoder(PacketParser parser, PacketLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /// Takes a text message; returns its packet, or `null` when attachments must follow.
  public @Nullable Received text(String message) throws ProtocolViolation {
    if (incomplete != null) {
      throw new ProtocolViolation("a text message where an attachment is awaited");
    }
    PacketParser.Parsed parsed = parser.parse(message);
    if (parsed.attachments() == 0) {
      return parsed.packet();
    }
    incomplete = new Incomplete(parsed.packet(), parsed.attachments(), limits);
    return null;
  }

  /// Takes an attachment; returns the packet that it completes, or `null` when more must follow.
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

  /// Whether a binary packet has begun and not ended.
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
