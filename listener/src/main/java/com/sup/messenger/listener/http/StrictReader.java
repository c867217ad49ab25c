package com.sup.messenger.listener.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads HTTP/1.1, and refuses bytes that Helidon would accept.
///
/// Helidon reads a line of chunked coding of any length. It takes any two bytes for the end of a
/// chunk. It takes the end of a connection inside a request for a fault of its own. The upstream
/// issue helidon-io/helidon 8218, "Validate chunk lengths when parsing HTTP/1.1", is about the
/// number alone. `StrictReaderTest` shows the rest.
public final class StrictReader extends DataReader {

  /// The longest size of a chunk with its extensions, in bytes. No honest client sends more.
  private static final int MAX_LINE = 1_024;

  /// The most headers of a request. Each costs far more than its bytes, and clients send a dozen or
  /// two.
  static final int MAX_HEADERS = 128;

  private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");

  /// The next part of a chunk.
  private enum Next {
    SIZE,
    DATA,
    END_OF_DATA,
    END
  }

  private Next next = Next.SIZE;

  /// The number of lines of the current head.
  private int lines;

  @SuppressWarnings("removal") // Its replacement makes a reader that cannot be made strict.
  public StrictReader(Supplier<byte[]> source) {
    super(source);
  }

  /// Reads more bytes.
  ///
  /// @throws CloseConnectionException if the connection has ended
  @Override
  public void pullData() {
    try {
      super.pullData();
    } catch (InsufficientDataAvailableException e) {
      throw new CloseConnectionException("The client has ended the connection", e);
    }
  }

  /// Returns the distance to the end of the line. Helidon calls this once for each header.
  ///
  /// @throws IllegalStateException if there are too many headers; Helidon answers with a 400
  @Override
  public int findNewLine(int max) {
    if (++lines > MAX_HEADERS + 1) {
      throw new IllegalStateException("Too many headers");
    }
    return super.findNewLine(max);
  }

  /// Returns true if the head ends here.
  @Override
  public boolean startsWithNewLine() {
    boolean ends = super.startsWithNewLine();
    lines = ends ? 0 : lines;
    return ends;
  }

  /// Returns the size of the next chunk, or the empty line after the last one (RFC 9112 section
  /// 7.1). Helidon reads no other lines by this method.
  ///
  /// @throws RequestException if it is neither
  @Override
  public String readLine() {
    String line = boundedLine();
    if (next == Next.END) {
      // No route uses trailers.
      require(line.isEmpty());
      next = Next.SIZE;
      return line;
    }
    int extensions = line.indexOf(';');
    String size = extensions < 0 ? line : line.substring(0, extensions).strip();
    require(SIZE.matcher(size).matches());
    long bytes = Long.parseLong(size, 16);
    require(bytes <= Integer.MAX_VALUE);
    next = bytes == 0 ? Next.END : Next.DATA;
    return size;
  }

  private String boundedLine() {
    try {
      int end = super.findNewLine(MAX_LINE);
      require(end < MAX_LINE);
      String line = readAsciiString(end);
      super.skip(2);
      return line;
    } catch (IncorrectNewLineException _) {
      throw refusal();
    }
  }

  @Override
  public BufferData readBuffer(int length) {
    BufferData read = super.readBuffer(length);
    if (next == Next.DATA) {
      next = Next.END_OF_DATA;
    }
    return read;
  }

  @Override
  public void skip(int length) {
    if (next == Next.END_OF_DATA) {
      next = Next.SIZE;
      require(read() == '\r' && read() == '\n');
    } else {
      super.skip(length);
    }
  }

  private static void require(boolean wellFormed) {
    if (!wellFormed) {
      throw refusal();
    }
  }

  private static RequestException refusal() {
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(Status.BAD_REQUEST_400)
        .setKeepAlive(false)
        .message("The body is not what chunked coding is")
        .build();
  }
}
