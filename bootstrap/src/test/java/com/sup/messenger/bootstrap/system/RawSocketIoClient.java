package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// A Socket.IO client over WebSocket that needs few resources: one socket and no thread.
final class RawSocketIoClient implements Closeable {

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;

  private final Socket socket;
  private final DataInputStream in;

  private RawSocketIoClient(Socket socket, int port, int receiveBuffer) throws IOException {
    this.socket = socket;
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /// Connects and reads everything up to the end of the replay.
  static RawSocketIoClient connect(int port, String token) throws IOException {
    return connect(port, token, 0);
  }

  /// Connects with a receive buffer of the given size in bytes; 0 for the default.
  static RawSocketIoClient connect(int port, String token, int receiveBuffer) throws IOException {
    return connect(new Socket(), port, token, receiveBuffer);
  }

  /// Connects over a socket that is not connected yet, such as one of TLS.
  static RawSocketIoClient connect(Socket socket, int port, String token, int receiveBuffer)
      throws IOException {
    RawSocketIoClient client = new RawSocketIoClient(socket, port, receiveBuffer);
    client.upgrade("");
    client.send("40{\"token\":\"" + token + "\"}");
    client.readUntil("42[\"sync:complete\"");
    return client;
  }

  /// Opens a WebSocket and joins no namespace.
  static RawSocketIoClient open(int port) throws IOException {
    return open(port, "");
  }

  /// Opens a WebSocket with an addition to its query.
  static RawSocketIoClient open(int port, String query) throws IOException {
    return open(new Socket(), port, query);
  }

  /// Opens a WebSocket over a socket that is not connected yet.
  static RawSocketIoClient open(Socket socket, int port, String query) throws IOException {
    RawSocketIoClient client = new RawSocketIoClient(socket, port, 0);
    client.upgrade(query);
    return client;
  }

  private void upgrade(String query) throws IOException {
    String request =
        """
        GET /socket.io/?EIO=4&transport=websocket%s HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """
            .formatted(query);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head.toString());
    }
  }

  /// Sends a packet of up to 64 KiB, in ASCII.
  void send(String packet) throws IOException {
    socket.getOutputStream().write(frame(packet));
  }

  /// Sends bytes as they are, valid frames or not.
  void sendBytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends the first `count` bytes.
  void sendBytes(byte[] bytes, int count) throws IOException {
    socket.getOutputStream().write(bytes, 0, count);
  }

  /// Sends the head of a text frame. The caller sends the payload, without a mask.
  void beginFrame(int firstByte, int length) throws IOException {
    sendBytes(
        ByteBuffer.allocate(14)
            .put((byte) firstByte)
            .put((byte) (MASKED | 127))
            .putLong(length)
            .putInt(0)
            .array());
  }

  // The mask is zero, so the text stays as it is.
  private static byte[] frame(String packet) {
    byte[] text = packet.getBytes(US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(8 + text.length).put((byte) TEXT);
    if (text.length < 126) {
      frame.put((byte) (MASKED | text.length));
    } else {
      frame.put((byte) (MASKED | 126)).putShort((short) text.length);
    }
    frame.putInt(0).put(text).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  /// Returns the next packet with this beginning. Drops those before it.
  String readUntil(String start) throws IOException {
    String packet = read();
    while (!packet.startsWith(start)) {
      packet = read();
    }
    return packet;
  }

  /// Returns the next packet. Answers pings.
  String read() throws IOException {
    while (true) {
      in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      String packet = new String(in.readNBytes(length), ISO_8859_1);
      if (!packet.equals("2")) {
        return packet;
      }
      send("3");
    }
  }

  /// Reads until the server ends the connection, with or without a close frame. Fails after 10 s
  /// without input.
  void awaitEnd() throws IOException {
    socket.setSoTimeout(10_000);
    try {
      while (in.readUnsignedByte() != CLOSE) {
        in.skipNBytes(in.readUnsignedByte() & 0x7f);
      }
    } catch (EOFException | SocketException _) {
      // Without a close frame.
    }
  }

  /// Reads until the server ends TCP. Fails if a packet or a close frame comes before that.
  void awaitSilentEnd() throws IOException {
    socket.setSoTimeout(10_000);
    int first = in.read();
    if (first >= 0) {
      throw new IOException("a frame came: " + first);
    }
  }

  /// Reads until the server ends the connection, without a limit of time. Answers no pings.
  void readToEnd() throws IOException {
    socket.setSoTimeout(0);
    in.skipNBytes(Long.MAX_VALUE);
  }

  /// Disconnects for good, so that the server keeps no session.
  void disconnect() throws IOException {
    send("41");
  }

  /// Sends the beginning of a frame and never the rest.
  void sendHalfFrame() throws IOException {
    socket.getOutputStream().write(frame("42[\"message:new\",{}]"), 0, 12);
  }

  /// Closes its side of TCP. The server's side stays open until the server closes it.
  void fin() throws IOException {
    socket.shutdownOutput();
  }

  /// Resets TCP.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
