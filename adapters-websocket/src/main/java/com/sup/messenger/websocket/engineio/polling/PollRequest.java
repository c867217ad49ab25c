package com.sup.messenger.websocket.engineio.polling;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Payload;
import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// A GET that waits for packets.
///
/// Its connection's own thread waits in a read, so that it notices at once when the client leaves.
/// The thread that has packets writes the response.
public final class PollRequest implements Poll {

  private final TcpConnection connection;
  private final PollResponse response;
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
    this.response = new PollResponse(headers, coding, compressionThreshold);
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
    write(() -> response.of(body));
  }

  @Override
  public void refuse() {
    write(() -> response.refusal(EngineError.SESSION_UNKNOWN));
  }

  @Override
  public boolean hasComeAfter(long moment) {
    return arrival - moment > 0;
  }

  private void write(Supplier<byte[]> bytes) {
    try {
      if (clientGone) {
        throw new IllegalStateException("the client has gone");
      }
      connection.write(bytes.get());
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
}
