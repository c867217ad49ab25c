package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// A WebSocket client that sends exactly the given bytes and shows exactly the bytes that come
/// back.
public final class RawWebSocket implements AutoCloseable {

  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final int MASKING_KEY = 0x37FA213D;

  /// A frame from the server.
  public record Frame(int firstByte, byte[] payload) {
    public String text() {
      return new String(payload, UTF_8);
    }

    public int opcode() {
      return firstByte & 0xF;
    }

    public int closeCode() {
      return payload.length == 0 ? CloseCode.NO_STATUS : ByteBuffer.wrap(payload).getShort();
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  static RawWebSocket connect(int port) throws IOException {
    return connect(port, 0);
  }

  /// Connects with a receive buffer of this size, so that the server's writes soon block.
  static RawWebSocket connect(int port, int receiveBuffer) throws IOException {
    return connect(new Socket(), port, receiveBuffer);
  }

  static RawWebSocket connect(Socket socket, int port, int receiveBuffer) throws IOException {
    return connect(open(socket, port, receiveBuffer), "/");
  }

  /// Connects to a path and query, with a receive buffer of this size, if above 0.
  public static RawWebSocket connect(int port, String target, int receiveBuffer)
      throws IOException {
    return connect(open(new Socket(), port, receiveBuffer), target);
  }

  private static RawWebSocket connect(RawWebSocket client, String target) throws IOException {
    client.send(request(target, ""));
    String response = client.readHead();
    if (!response.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(response);
    }
    return client;
  }

  /// Opens a connection without a handshake.
  static RawWebSocket open(Socket socket, int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return new RawWebSocket(socket);
  }

  /// Returns the request of an opening handshake. Each further header ends with CRLF.
  static byte[] request(String furtherHeaders) {
    return request("/", furtherHeaders);
  }

  private static byte[] request(String target, String furtherHeaders) {
    return """
    GET %s HTTP/1.1\r
    Host: localhost\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: %s\r
    %s\r
    """
        .formatted(target, KEY, furtherHeaders)
        .getBytes(UTF_8);
  }

  /// Reads the head of an HTTP response.
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  public RawWebSocket send(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
    return this;
  }

  RawWebSocket sendByteByByte(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      socket.getOutputStream().write(b);
    }
    return this;
  }

  public Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    return new Frame(first, in.readNBytes(length));
  }

  /// Returns true if the server has ended TCP, and nothing is left to read.
  public boolean isAtEnd() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /// Returns true if the server has ended TCP without a reset.
  boolean isAtEndInOrder() throws IOException {
    return in.read() < 0;
  }

  void fin() throws IOException {
    socket.shutdownOutput();
  }

  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  public static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  public static byte[] closeFrame(int code, String reason) {
    return frame(0x88, closePayload(code, reason.getBytes(UTF_8)));
  }

  static byte[] closePayload(int code, byte[] reason) {
    return ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array();
  }

  /// Returns a masked frame.
  public static byte[] frame(int firstByte, byte[] payload) {
    return concat(header(firstByte, payload.length), masked(payload));
  }

  /// Returns the header of a masked frame, with its length in the fewest bytes.
  static byte[] header(int firstByte, long length) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      header.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      header.put((byte) (0x80 | 127)).putLong(length);
    }
    header.putInt(MASKING_KEY);
    byte[] bytes = new byte[header.flip().remaining()];
    header.get(bytes);
    return bytes;
  }

  static byte[] masked(byte[] payload) {
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= (byte) (MASKING_KEY >>> (24 - 8 * (i & 3)));
    }
    return masked;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
