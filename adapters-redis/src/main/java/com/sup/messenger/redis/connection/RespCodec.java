package com.sup.messenger.redis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The protocol of Redis (RESP 2) on a connection, as far as subscriptions need it.
public final class RespCodec {

  private static final int BUFFER = 16 * 1024;
  // The longest allowed body (64 MiB), and its envelope.
  private static final int MAX_BULK = 65 * 1024 * 1024;
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_LIST = 1_024;

  private final DataInputStream in;
  private final OutputStream out;

  public RespCodec(Socket socket) throws IOException {
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /// An error from Redis. Only the code of its text is kept.
  public record Refused(String code) {}

  /// Writes a command. It is sent with the next [#flush] at the latest.
  public void write(List<String> words) throws IOException {
    out.write(("*" + words.size() + "\r\n").getBytes(UTF_8));
    for (String word : words) {
      byte[] bytes = word.getBytes(UTF_8);
      out.write(("$" + bytes.length + "\r\n").getBytes(UTF_8));
      out.write(bytes);
      out.write('\r');
      out.write('\n');
    }
  }

  public void flush() throws IOException {
    out.flush();
  }

  /// Waits for the next value: a [String], a [Long], bytes, a list of these, or [Refused].
  ///
  /// @throws IOException if the connection has ended, or breaks the protocol
  public Object read() throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? 0 : line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new Refused(rest.split(" ", 2)[0]);
      case ':' -> number(rest, Long.MAX_VALUE);
      case '$' -> bulk((int) number(rest, MAX_BULK));
      case '*' -> list((int) number(rest, MAX_LIST));
      default -> throw new IOException("Not the protocol of Redis");
    };
  }

  private static long number(String text, long max) throws IOException {
    try {
      long number = Long.parseLong(text);
      if (number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("Not a number", e);
    }
    throw new IOException("A number is too large");
  }

  private byte[] bulk(int length) throws IOException {
    byte[] bytes = in.readNBytes(Math.max(length, 0));
    if (length >= 0) {
      line();
    }
    return bytes;
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
    for (int c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) {
      if (line.length() == MAX_LINE) {
        throw new IOException("A line is too long");
      }
      line.append((char) c);
    }
    in.readUnsignedByte();
    return line.toString();
  }
}
