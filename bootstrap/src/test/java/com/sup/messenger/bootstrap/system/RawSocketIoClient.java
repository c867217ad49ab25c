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

/// A Socket.IO client over WebSocket that costs next to nothing: a socket, and no thread.
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

  /// Connects and reads all that comes before the connection is live.
  static RawSocketIoClient connect(int port, String token) throws IOException {
    return connect(port, token, 0);
  }

  /// The same with a receive buffer of that many bytes, if above 0.
  static RawSocketIoClient connect(int port, String token, int receiveBuffer) throws IOException {
    return connect(new Socket(), port, token, receiveBuffer);
  }

  /// The same over a socket that is not connected yet, such as one of TLS.
  static RawSocketIoClient connect(Socket socket, int port, String token, int receiveBuffer)
      throws IOException {
    RawSocketIoClient client = new RawSocketIoClient(socket, port, receiveBuffer);
    client.upgrade("");
    client.send("40{\"token\":\"" + token + "\"}");
    client.readUntil("42[\"sync:complete\"");
    return client;
  }

  /// A WebSocket on which no namespace is joined yet.
  static RawSocketIoClient open(int port) throws IOException {
    return open(port, "");
  }

  /// The same, with more in its query.
  static RawSocketIoClient open(int port, String query) throws IOException {
    return open(new Socket(), port, query);
  }

  /// The same over a socket that is not connected yet.
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

  /// Sends bytes as they are, whatever frames they make.
  void sendBytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// The same, of the first of these bytes.
  void sendBytes(byte[] bytes, int count) throws IOException {
    socket.getOutputStream().write(bytes, 0, count);
  }

  /// Sends the beginning of a frame of text whose payload, not masked, is to follow.
  void beginFrame(int firstByte, int length) throws IOException {
    sendBytes(
        ByteBuffer.allocate(14)
            .put((byte) firstByte)
            .put((byte) (MASKED | 127))
            .putLong(length)
            .putInt(0)
            .array());
  }

  // The mask is zero: the text goes as it is.
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

  /// The next packet that begins so; those before it are dropped.
  String readUntil(String start) throws IOException {
    String packet = read();
    while (!packet.startsWith(start)) {
      packet = read();
    }
    return packet;
  }

  /// The next packet but for pings, which are answered.
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

  /// Reads until the server has ended the connection: by a close frame, or without one; fails where
  /// it says nothing for 10 s.
  void awaitEnd() throws IOException {
    socket.setSoTimeout(10_000);
    try {
      while (in.readUnsignedByte() != CLOSE) {
        in.skipNBytes(in.readUnsignedByte() & 0x7f);
      }
    } catch (EOFException | SocketException _) {
      // Without one.
    }
  }

  /// The same, and fails if a packet comes before the end.
  void awaitSilentEnd() throws IOException {
    socket.setSoTimeout(10_000);
    int first = in.read();
    if (first >= 0 && first != CLOSE) {
      throw new IOException("a packet came");
    }
  }

  /// Reads until the server has ended the connection, however long that takes; answers no pings.
  void readToEnd() throws IOException {
    socket.setSoTimeout(0);
    in.skipNBytes(Long.MAX_VALUE);
  }

  /// Leaves for good: the server keeps nothing for a return.
  void disconnect() throws IOException {
    send("41");
  }

  /// Begins a frame and never goes on.
  void sendHalfFrame() throws IOException {
    socket.getOutputStream().write(frame("42[\"message:new\",{}]"), 0, 12);
  }

  /// Ends its side of TCP; the server's stays open until the server ends it.
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
