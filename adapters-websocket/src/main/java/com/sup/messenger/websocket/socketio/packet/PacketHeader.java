package com.sup.messenger.websocket.socketio.packet;

import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.OptionalLong;

/// The text before the JSON of a packet. The JSON begins at `end`.
record PacketHeader(char type, int attachments, String namespace, OptionalLong ackId, int end) {

  static PacketHeader read(String text) throws ProtocolViolation {
    if (text.isEmpty()) {
      throw new ProtocolViolation("an empty packet");
    }
    char type = text.charAt(0);
    boolean binary = type == '5' || type == '6';
    int dash = binary ? endOfDigits(text, 1) : 0;
    int attachments = binary ? attachments(text, dash) : 0;
    int position = dash + 1;
    String namespace = "/";
    if (position < text.length() && text.charAt(position) == '/') {
      int comma = text.indexOf(',', position);
      int end = comma < 0 ? text.length() : comma;
      namespace = text.substring(position, end);
      position = comma < 0 ? end : end + 1;
    }
    int end = endOfDigits(text, position);
    OptionalLong ackId =
        end == position
            ? OptionalLong.empty()
            : OptionalLong.of(number(text, position, end, Packet.MAX_ACK_ID));
    return new PacketHeader(type, attachments, namespace, ackId, end);
  }

  private static int attachments(String text, int dash) throws ProtocolViolation {
    if (dash == text.length() || text.charAt(dash) != '-') {
      throw new ProtocolViolation("an illegal count of attachments");
    }
    int attachments = (int) number(text, 1, dash, Integer.MAX_VALUE);
    if (attachments == 0) {
      throw new ProtocolViolation("a binary packet without attachments");
    }
    return attachments;
  }

  private static int endOfDigits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static long number(String text, int from, int to, long max) throws ProtocolViolation {
    if (from == to) {
      throw new ProtocolViolation("a number is missing");
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
      if (number > max) {
        throw new ProtocolViolation("a number is too large");
      }
    }
    return number;
  }
}
