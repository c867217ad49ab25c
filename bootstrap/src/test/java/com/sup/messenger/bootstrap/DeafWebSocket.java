package com.sup.messenger.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A client that connects by WebSocket and then reads nothing. Its buffers are small.
record DeafWebSocket(Socket socket) implements AutoCloseable {

  private static final String UPGRADE =
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  static DeafWebSocket open(URI server, String token) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.getOutputStream().write(UPGRADE.getBytes(UTF_8));
    socket.getInputStream().read(new byte[1_024]);
    socket.getOutputStream().write(text("40{\"token\":\"" + token + "\"}"));
    return new DeafWebSocket(socket);
  }

  /// Returns a text frame, masked by zeros (RFC 6455, section 5.2). It is 126 bytes or longer.
  private static byte[] text(String text) {
    byte[] payload = text.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | 126);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
