package com.sup.messenger.websocket.engineio.polling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Payload;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A GET that waits for packets.
///
/// Its connection's own thread waits in a read, so that it notices at once when the client leaves.
/// The thread that has packets writes the response.
public final class PollRequest implements Poll {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nDate: ".getBytes(US_ASCII);
  private static final byte[] REFUSED =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nDate: ".getBytes(US_ASCII);

  private final TcpConnection connection;
  private final byte[] headers;
  private final ContentCoding coding;
  private final int compressionThreshold;
  private final boolean closesConnection;
  private final long arrival;
  private volatile boolean clientGone;
  private volatile boolean failed;
  private final CountDownLatch answered = new CountDownLatch(1);

  /// Makes a poll of the request that a connection reads now.
  ///
  /// @param headers of the response, without those of its content
  public PollRequest(
      TcpConnection connection,
      Iterable<Header> headers,
      ContentCoding coding,
      int compressionThreshold,
      boolean closesConnection) {
    this.connection = connection;
    this.headers = render(headers);
    this.coding = coding;
    this.compressionThreshold = compressionThreshold;
    this.closesConnection = closesConnection;
    this.arrival = connection.arrival();
  }

  /// Writes the response. Blocks until it is written.
  ///
  /// @throws RuntimeException if the client has gone or the connection failed; it is closed then
  @Override
  public void answer(List<OutboundMessage> packets) {
    answer(Payload.encode(packets));
  }

  /// Writes a body, like [#answer(List)].
  public void answer(byte[] body) {
    write(OK, body);
  }

  @Override
  public void refuse() {
    write(REFUSED, EngineError.SESSION_UNKNOWN.json());
  }

  @Override
  public boolean hasComeAfter(long moment) {
    return arrival - moment > 0;
  }

  private void write(byte[] head, byte[] body) {
    try {
      if (clientGone) {
        throw new IllegalStateException("the client has gone");
      }
      connection.write(response(head, body));
    } catch (RuntimeException e) {
      failed = true;
      abort();
      throw e;
    } finally {
      answered.countDown();
    }
    if (closesConnection) {
      abort();
    }
  }

  @Override
  public int capacity() {
    return Integer.MAX_VALUE;
  }

  /// Returns false: its own thread notices the end of the client.
  @Override
  public boolean isAbandoned(long now) {
    return false;
  }

  /// Marks its client as known. Must not be called after its answer.
  public void isKnown() {
    connection.trust();
  }

  /// Cuts the connection.
  @Override
  public void abort() {
    connection.cut();
  }

  /// Waits for the client's next request or its end. Nothing of the request is lost.
  ///
  /// @throws RuntimeException if the client has gone, or the answered connection is closed
  public void awaitClient() {
    try {
      connection.dataReader().ensureAvailable();
    } catch (RuntimeException e) {
      clientGone = true;
      throw e;
    }
  }

  /// Waits until the response is written or has failed.
  public void awaitAnswer() {
    try {
      answered.await();
    } catch (InterruptedException e) {
      abort();
      throw new CloseConnectionException("Interrupted", e);
    }
  }

  /// Returns true if the response is written or has failed.
  public boolean isAnswered() {
    return answered.getCount() == 0;
  }

  /// Returns true if the connection cannot carry another request.
  public boolean hasEndedConnection() {
    return failed || closesConnection;
  }

  private byte[] response(byte[] head, byte[] body) {
    boolean compress = coding != ContentCoding.IDENTITY && body.length >= compressionThreshold;
    byte[] content = compress ? coding.encode(body) : body;
    BufferData response = BufferData.growing(256 + headers.length + content.length);
    response.write(head);
    response.write(DateTime.http1Bytes());
    response.write(headers);
    if (compress) {
      response.write(("Content-Encoding: " + coding.token() + "\r\n").getBytes(US_ASCII));
    }
    response.write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII));
    response.write(content);
    return response.readBytes();
  }

  private static byte[] render(Iterable<Header> headers) {
    BufferData rendered = BufferData.growing(256);
    headers.forEach(header -> header.writeHttp1Header(rendered));
    return rendered.readBytes();
  }
}
