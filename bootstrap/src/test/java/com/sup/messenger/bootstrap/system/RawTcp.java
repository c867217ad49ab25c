package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// A TCP connection to the service that sends any bytes. It is reset at its end, so that it keeps
/// no port.
final class RawTcp implements Closeable {

  private static final int PATIENCE_MILLIS = 12_000;

  private final Socket socket = new Socket();

  RawTcp(int port) throws IOException {
    this(port, 0);
  }

  /// Connects with a receive buffer of the given size in bytes; 0 for the default.
  RawTcp(int port, int receiveBuffer) throws IOException {
    this(InetAddress.ofLiteral("127.0.0.1"), port, receiveBuffer);
  }

  /// Connects from one of this machine's addresses.
  RawTcp(InetAddress from, int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setSoLinger(true, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port));
  }

  /// Removes the time-out of reading.
  RawTcp patient() throws IOException {
    socket.setSoTimeout(0);
    return this;
  }

  /// Sends text. Each character is one byte.
  RawTcp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /// Sends the first `count` bytes.
  void send(byte[] bytes, int count) throws IOException {
    socket.getOutputStream().write(bytes, 0, count);
  }

  /// Sends text that the service may refuse to read to its end.
  RawTcp sendAsFarAsItGoes(String text) throws IOException {
    try {
      return send(text);
    } catch (SocketException _) {
      return this;
    }
  }

  /// Closes its side of TCP.
  RawTcp fin() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// Returns everything that the service sends until it ends the connection.
  String readAll() throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] chunk = new byte[8_192];
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(chunk)) {
        all.append(new String(chunk, 0, read, ISO_8859_1));
      }
    } catch (SocketException _) {
      // The connection may be reset, with bytes unread.
    } catch (SocketTimeoutException e) {
      throw new IOException("no end after: " + all, e);
    }
    return all.toString();
  }

  /// Returns the first bytes of the first answer.
  String read() throws IOException {
    byte[] chunk = new byte[8_192];
    int read = socket.getInputStream().read(chunk);
    return new String(chunk, 0, Math.max(0, read), ISO_8859_1);
  }

  /// Reads until the input contains the text. Returns all of it.
  String readUntil(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    while (all.indexOf(text) < 0) {
      String more = read();
      if (more.isEmpty()) {
        throw new EOFException("without " + text + ": " + all);
      }
      all.append(more);
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
