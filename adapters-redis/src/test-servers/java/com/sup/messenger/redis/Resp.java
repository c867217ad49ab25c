package com.sup.messenger.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The Redis protocol, as much as a test needs of it.
final class Resp implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;

  Resp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(5_000);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /// A text, a number, a list, or null.
  Object command(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.getBytes(UTF_8).length).append("\r\n");
      request.append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(UTF_8));
    return read();
  }

  private Object read() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException(line);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    line();
    return new String(bytes, UTF_8);
  }

  private List<Object> list(int length) throws IOException {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      list.add(read());
    }
    return list;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.readUnsignedByte();
    while (c != '\r') {
      line.append((char) c);
      c = in.readUnsignedByte();
    }
    in.readUnsignedByte();
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
