package com.sup.messenger.websocket.engineio.relay;

import static com.sup.messenger.websocket.engineio.relay.RelayFields.readBytes;
import static com.sup.messenger.websocket.engineio.relay.RelayFields.readLength;
import static com.sup.messenger.websocket.engineio.relay.RelayFields.readName;
import static com.sup.messenger.websocket.engineio.relay.RelayFields.readText;
import static com.sup.messenger.websocket.engineio.relay.RelayFields.writeBytes;
import static com.sup.messenger.websocket.engineio.relay.RelayFields.writeText;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.session.HandOver;
import com.sup.messenger.websocket.engineio.session.Heartbeat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes a [HandOver] as bytes.
final class HandOverCodec {

  private HandOverCodec() {}

  static void write(DataOutputStream out, HandOver session) throws IOException {
    writeRequest(out, session.handshake());
    out.writeInt(session.packets().size());
    for (OutboundMessage packet : session.packets()) {
      writeText(out, packet.loss().name());
      out.writeBoolean(packet.isBinary());
      writeBytes(out, packet.payload());
    }
    Heartbeat.Remaining heartbeat = session.heartbeat();
    out.writeLong(heartbeat.untilPing());
    out.writeLong(heartbeat.untilDeadline());
    out.writeBoolean(heartbeat.pinged());
    out.writeBoolean(heartbeat.extended());
    writeReason(out, session.closed());
    writeBytes(out, session.application());
  }

  static HandOver read(DataInputStream in) throws IOException {
    EngineRequest handshake = readRequest(in);
    List<OutboundMessage> packets = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      var loss = readName(in, OutboundMessage.Loss.class);
      boolean binary = in.readBoolean();
      packets.add(OutboundMessage.of(readBytes(in), binary, loss));
    }
    var heartbeat =
        new Heartbeat.Remaining(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean());
    return new HandOver(handshake, packets, heartbeat, readReason(in), readBytes(in));
  }

  private static void writeReason(DataOutputStream out, @Nullable CloseReason reason)
      throws IOException {
    out.writeBoolean(reason != null);
    if (reason != null) {
      writeText(out, reason.name());
    }
  }

  private static @Nullable CloseReason readReason(DataInputStream in) throws IOException {
    return in.readBoolean() ? readName(in, CloseReason.class) : null;
  }

  private static void writeRequest(DataOutputStream out, EngineRequest request) throws IOException {
    writeText(out, request.path());
    out.writeInt(request.query().size());
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      writeText(out, parameter.getKey());
      writeText(out, parameter.getValue());
    }
    out.writeInt(request.headers().size());
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      writeText(out, header.getKey());
      out.writeInt(header.getValue().size());
      for (String value : header.getValue()) {
        writeText(out, value);
      }
    }
    writeText(out, request.address());
    out.writeBoolean(request.secure());
    out.writeLong(request.time().toEpochMilli());
  }

  private static EngineRequest readRequest(DataInputStream in) throws IOException {
    String path = readText(in);
    Map<String, String> query = new HashMap<>();
    for (int left = readLength(in); left > 0; left--) {
      query.put(readText(in), readText(in));
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (int left = readLength(in); left > 0; left--) {
      headers.put(readText(in), readValues(in));
    }
    String address = readText(in);
    boolean secure = in.readBoolean();
    Instant time = Instant.ofEpochMilli(in.readLong());
    return new EngineRequest(path, Map.copyOf(query), Map.copyOf(headers), address, secure, time);
  }

  private static List<String> readValues(DataInputStream in) throws IOException {
    List<String> values = new ArrayList<>();
    for (int left = readLength(in); left > 0; left--) {
      values.add(readText(in));
    }
    return List.copyOf(values);
  }
}
