package com.sup.messenger.websocket.engineio.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP/1.1 client on one connection that sends exactly the given text.
final class RawHttp implements AutoCloseable {

  /// A response with its headers by lower-case name.
  record Response(int status, Map<String, String> headers, byte[] content) {
    String body() {
      return new String(content, UTF_8);
    }

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  private final Socket socket = new Socket();
  private final InputStream in;

  RawHttp(int port) throws IOException {
    this(port, 0);
  }

  /// Connects with a receive buffer of this size, so that the server's writes soon block.
  RawHttp(int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return this;
  }

  RawHttp sendByte(int b) throws IOException {
    socket.getOutputStream().write(b);
    return this;
  }

  /// Sends a request. Header lines have no line end.
  RawHttp request(String method, String target, String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    request.append("Host: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (!body.isEmpty() || method.equals("POST")) {
      request.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return send(request.append("\r\n").append(body).toString());
  }

  RawHttp get(String target, String... headers) throws IOException {
    return request("GET", target, "", headers);
  }

  RawHttp post(String target, String body, String... headers) throws IOException {
    return request("POST", target, body, headers);
  }

  Response read() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    return new Response(status, headers, content);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /// Returns true if the server has ended TCP, and nothing is left to read.
  boolean isAtEnd() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /// Reads all that the server sends before it ends TCP.
  String untilEnd() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /// Ends its side of TCP.
  void fin() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// Sends one request on a connection of its own.
  static Response exchange(int port, String method, String target, String body, String... headers)
      throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      return http.request(method, target, body, headers).read();
    }
  }
}
